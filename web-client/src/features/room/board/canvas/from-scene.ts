// What the canvas library has drawn, as elements of ours: nothing that is not in our schema.
import type { Element } from '../../../../protocol/convene/v1/board_pb';
import { ElementKind } from '../../../../protocol/convene/v1/board_pb';
import { NO_COLOR } from '../../../../session/board-elements';
import { fewerPoints } from './fewer-points';
import type { SceneElement } from './scene';
import { idOf } from './scene-ids';
import { styleOf } from './scene-style';
import { atMost, toColor, toHundredths, toTenths, within } from './units';

/** All fields that a canvas can change, without the place in the order. */
export type Drawn = Partial<Omit<Element, '$typeName' | 'id' | 'kind'>> & {
  kind: ElementKind;
  /** Of a section, in the language that one reads. */
  name?: string;
};

const TEXT_MAX = 2000;
const TITLE_MAX = 120;
const STROKE_POINTS_MAX = 2000;
const LINE_POINTS_MAX = 200;
const GROUP = /^[\w-]{1,36}$/;
const INK = 0x1e1e1e;

/** Absent: a kind that boards do not have, such as pages of others. */
export function fromScene(
  shape: SceneElement,
  text: SceneElement | undefined,
  old?: Pick<Element, 'style'>,
): Drawn | undefined {
  const kind = kindOf(shape);
  if (kind === undefined) return;
  const isText = kind === ElementKind.TEXT;
  const said = isText ? shape : text;
  const drawn: Drawn = {
    kind,
    x: toHundredths(shape.x),
    y: toHundredths(shape.y),
    width: toHundredths(Math.abs(shape.width)),
    height: toHundredths(Math.abs(shape.height)),
    angle: toTenths(shape.angle),
    sectionId: (shape.frameId && idOf(shape.frameId)) || '',
    groupId: groupOf(shape),
    locked: shape.locked,
    opacity: within(Math.round(shape.opacity), 0, 100),
  };
  switch (kind) {
    case ElementKind.SECTION:
      return { ...drawn, sectionId: '', name: atMost(shape.name ?? '', TITLE_MAX) };
    case ElementKind.IMAGE:
      return { ...drawn, imageId: shape.fileId ?? '' };
    case ElementKind.STROKE:
      return { ...drawn, ...paintOf(shape, said, old), ...pointsIn(shape, STROKE_POINTS_MAX) };
    case ElementKind.LINE:
      return {
        ...drawn,
        ...paintOf(shape, said, old),
        ...pointsIn(shape, LINE_POINTS_MAX),
        text: wordsOf(said),
        fromId: endOf(shape.startBinding?.elementId),
        toId: endOf(shape.endBinding?.elementId),
      };
    default:
      return { ...drawn, ...paintOf(shape, said, old), text: wordsOf(said) };
  }
}

function kindOf({ type, customData, containerId, fileId }: SceneElement): ElementKind | undefined {
  switch (type) {
    case 'rectangle':
      return customData?.kind === 'note' ? ElementKind.NOTE : ElementKind.RECTANGLE;
    case 'ellipse':
      return ElementKind.ELLIPSE;
    case 'diamond':
      return ElementKind.DIAMOND;
    case 'text':
      return containerId ? undefined : ElementKind.TEXT;
    case 'line':
    case 'arrow':
      return ElementKind.LINE;
    case 'freedraw':
      return ElementKind.STROKE;
    case 'image':
      return fileId ? ElementKind.IMAGE : undefined;
    case 'frame':
      return ElementKind.SECTION;
    default:
      return;
  }
}

function paintOf(
  shape: SceneElement,
  text: SceneElement | undefined,
  old: Pick<Element, 'style'> | undefined,
) {
  return {
    strokeColor: toColor(shape.strokeColor, INK),
    fillColor: toColor(shape.backgroundColor, NO_COLOR),
    strokeWidth: within(Math.round(shape.strokeWidth * 100), 10, 10_000),
    style: styleOf(shape, text, old),
  };
}

function pointsIn({ points = [] }: SceneElement, max: number) {
  const xy = points.flatMap(([x, y]) => [toHundredths(x), toHundredths(y)]);
  return { points: { $typeName: 'convene.v1.Points' as const, xy: fewerPoints(xy, max) } };
}

function wordsOf(text: SceneElement | undefined): string {
  if (!text || text.isDeleted) return '';
  return atMost(text.originalText ?? text.text ?? '', TEXT_MAX);
}

function endOf(sceneId: string | undefined): string {
  return (sceneId && idOf(sceneId)) || '';
}

/** The outermost: what was grouped again within it moves with it all the same. */
function groupOf({ groupIds }: SceneElement): string {
  const outermost = groupIds[groupIds.length - 1] ?? '';
  return GROUP.test(outermost) ? outermost : '';
}
