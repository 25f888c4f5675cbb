// The board as it is about to be: what others draw, move and write at this moment, over it.
import type { Element } from '../../../../protocol/convene/v1/board_pb';
import { ElementKind } from '../../../../protocol/convene/v1/board_pb';
import type { Elements } from '../../../../session/board-elements';
import { merged } from '../../../../session/board-elements';
import type { Signs } from '../../../../session/board-signs';

export interface WithSigns {
  elements: Elements;
  /** What others have in hand: nobody else may take hold of it meanwhile. */
  held: Set<string>;
}

export function withSigns(elements: Elements, signs: Signs): WithSigns {
  const held = new Set<string>();
  let shown: Map<string, Element> | undefined;
  for (const { drafts, writingId } of signs.values()) {
    if (writingId !== '') held.add(writingId);
    for (const draft of drafts) {
      const old = elements.get(draft.id);
      if (!old && draft.kind === ElementKind.UNSPECIFIED) continue;
      shown ??= new Map(elements);
      shown.set(draft.id, old ? merged(old, draft) : draft);
      held.add(draft.id);
    }
  }
  return { elements: shown ?? elements, held };
}
