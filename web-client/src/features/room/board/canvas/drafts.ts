// What is being drawn or moved, for others to see before it is let go.
import { ElementKind } from '../../../../protocol/convene/v1/board_pb';
import type { ElementEdit, Elements } from '../../../../session/board-elements';
import { fromScene } from './from-scene';
import type { Scene } from './scene';
import { idOf } from './scene-ids';
import { textsOf } from './scene-parts';
import { toHundredths } from './units';

/** The server takes so many at once. */
const DRAFTS_MAX = 20;
const POINTS_MAX = 2000;

export class Drafts {
  /** By id, how many points of a stroke were told, and what else there is to say of it. */
  #told = new Map<string, { points: number; head: ElementEdit }>();

  /** `isDirty`: the canvas has changed it, and it was not asked for. */
  of(elements: Elements, scene: Scene, isDirty: (one: Scene[number]) => boolean): ElementEdit[] {
    const drafts: ElementEdit[] = [];
    const texts = textsOf(scene);
    for (const shape of scene) {
      if (drafts.length === DRAFTS_MAX) break;
      const id = idOf(shape.id);
      if (id === undefined || shape.isDeleted || !isDirty(shape)) continue;
      if (shape.type === 'freedraw' && !elements.has(id)) {
        const draft = this.#stroke(id, shape);
        if (draft) drafts.push(draft);
        continue;
      }
      const drawn = fromScene(shape, texts.get(shape.id), elements.get(id));
      if (!drawn) continue;
      const { x, y, width, height, angle } = drawn;
      const { name: _, points, ...rest } = drawn;
      // Points are only ever added: a line that is bent is told when it is let go.
      if (elements.has(id)) drafts.push({ id, x, y, width, height, angle });
      else if (!points) drafts.push({ id, ...rest });
    }
    return drafts;
  }

  forget(): void {
    this.#told.clear();
  }

  #stroke(id: string, shape: Scene[number]): ElementEdit | undefined {
    const told = this.#told.get(id)?.points ?? 0;
    const points = (shape.points ?? []).slice(told, POINTS_MAX);
    const head = this.#told.get(id)?.head ?? headOf(id, shape);
    if (points.length === 0 || !head) return;
    this.#told.set(id, { points: told + points.length, head });
    const xy = points.flatMap(([x, y]) => [toHundredths(x), toHundredths(y)]);
    return { ...head, points: { $typeName: 'convene.v1.Points', xy } };
  }
}

/** Said each time: a sign can get lost, and whoever comes late has heard none. */
function headOf(id: string, shape: Scene[number]): ElementEdit | undefined {
  const drawn = fromScene(shape, undefined);
  if (!drawn) return;
  const { name: _, points: __, ...rest } = drawn;
  return { id, ...rest, kind: ElementKind.STROKE };
}
