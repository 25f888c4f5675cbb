// How an element looks, in our words and in the canvas library's.
import type { Element, Style } from '../../../../protocol/convene/v1/board_pb';
import {
  Align,
  Dash,
  ElementKind,
  Fill,
  Font,
  Head,
} from '../../../../protocol/convene/v1/board_pb';
import type { SceneElement } from './scene';
import { within } from './units';

export const FONT_SIZE = 2000;
const FONT_SIZE_MIN = 400;
const FONT_SIZE_MAX = 40_000;

// As the library numbers them: a plain one, one written by hand, and one for code.
export const FAMILY_PLAIN = 6;
const FAMILY_HAND = 5;
const FAMILY_CODE = 8;
/** Those of older drawings that are pasted. */
const HAND_FAMILIES: readonly unknown[] = [1, FAMILY_HAND];
const CODE_FAMILIES: readonly unknown[] = [3, FAMILY_CODE];

const ROUND_LINE = { type: 2 };
const ROUND_CORNER = { type: 3 };

const DASHES: Record<Dash, string> = {
  [Dash.UNSPECIFIED]: 'solid',
  [Dash.DASHED]: 'dashed',
  [Dash.DOTTED]: 'dotted',
};
const FILLS: Record<Fill, string> = {
  [Fill.UNSPECIFIED]: 'solid',
  [Fill.HACHURE]: 'hachure',
  [Fill.CROSS]: 'cross-hatch',
};
const ALIGNS: Record<Align, string> = {
  [Align.UNSPECIFIED]: 'left',
  [Align.CENTER]: 'center',
  [Align.RIGHT]: 'right',
};
const HEADS: Record<Head, string | null> = {
  [Head.UNSPECIFIED]: null,
  [Head.ARROW]: 'arrow',
  [Head.DOT]: 'dot',
  [Head.BAR]: 'bar',
  [Head.TRIANGLE]: 'triangle',
};

export const NO_STYLE: Style = {
  ...({ $typeName: 'convene.v1.Style' } as const),
  ...{ dash: Dash.UNSPECIFIED, fill: Fill.UNSPECIFIED, roughness: 0, rounded: false },
  ...{ font: Font.UNSPECIFIED, fontSize: 0, align: Align.UNSPECIFIED },
  ...{ start: Head.UNSPECIFIED, end: Head.UNSPECIFIED },
};

/** What the shape itself shows of it. */
export function lookOf(kind: ElementKind, style: Style) {
  const corner = kind === ElementKind.LINE || kind === ElementKind.DIAMOND;
  return {
    strokeStyle: DASHES[style.dash] ?? 'solid',
    fillStyle: FILLS[style.fill] ?? 'solid',
    roughness: within(style.roughness, 0, 2),
    roundness: style.rounded ? (corner ? ROUND_LINE : ROUND_CORNER) : null,
  };
}

export function headsOf(style: Style) {
  return {
    startArrowhead: HEADS[style.start] ?? null,
    endArrowhead: HEADS[style.end] ?? null,
  };
}

export function fontOf(style: Style) {
  const families = { [Font.HAND]: FAMILY_HAND, [Font.CODE]: FAMILY_CODE };
  return {
    family: families[style.font as Font.HAND | Font.CODE] ?? FAMILY_PLAIN,
    size: (style.fontSize || FONT_SIZE) / 100,
    align: ALIGNS[style.align] ?? 'left',
  };
}

/** What cannot be seen, because there is no text, stays as it was. */
export function styleOf(
  shape: SceneElement,
  text: SceneElement | undefined,
  old: Pick<Element, 'style'> | undefined,
): Style {
  const before = old?.style ?? NO_STYLE;
  const letters = text ?? (shape.type === 'text' ? shape : undefined);
  return {
    $typeName: 'convene.v1.Style',
    dash: nameIn(DASHES, shape.strokeStyle) as Dash,
    fill: shape.fillStyle === 'zigzag' ? Fill.HACHURE : (nameIn(FILLS, shape.fillStyle) as Fill),
    roughness: within(Math.round(shape.roughness), 0, 2),
    rounded: shape.roundness !== null,
    start: headOf(shape.startArrowhead),
    end: headOf(shape.endArrowhead),
    ...(letters ? lettersOf(letters) : lettersBefore(before)),
  };
}

function lettersOf({ fontFamily, fontSize = 0, textAlign = '' }: SceneElement) {
  const size = within(Math.round(fontSize * 100), FONT_SIZE_MIN, FONT_SIZE_MAX);
  return {
    font: HAND_FAMILIES.includes(fontFamily)
      ? Font.HAND
      : CODE_FAMILIES.includes(fontFamily)
        ? Font.CODE
        : Font.UNSPECIFIED,
    // The one size that needs no saying.
    fontSize: size === FONT_SIZE ? 0 : size,
    align: nameIn(ALIGNS, textAlign) as Align,
  };
}

function lettersBefore({ font, fontSize, align }: Style) {
  return { font, fontSize: fontSize === FONT_SIZE ? 0 : fontSize, align };
}

function headOf(name: string | null | undefined): Head {
  if (!name) return Head.UNSPECIFIED;
  if (name.startsWith('triangle') || name.startsWith('diamond')) return Head.TRIANGLE;
  if (name.startsWith('circle') || name === 'dot') return Head.DOT;
  return name === 'bar' ? Head.BAR : Head.ARROW;
}

function nameIn(names: Record<number, string>, name: string): number {
  const found = Object.entries(names).find(([, one]) => one === name);
  return found ? Number(found[0]) : 0;
}
