// Elements of boards: what one says of them, and how what is said is merged into what is held.
import type { Element } from '../protocol/convene/v1/board_pb';
import { ElementKind } from '../protocol/convene/v1/board_pb';

export type Elements = ReadonlyMap<string, Element>;

/** What is to be of an element: what is absent stays as it is. */
export type ElementEdit = Partial<Omit<Element, '$typeName' | '$unknown' | 'id'>> & { id: string };

/** What people change, besides making elements and taking them out. */
export const EDITED = [
  'x',
  'y',
  'width',
  'height',
  'angle',
  'rank',
  'sectionId',
  'parentId',
  'text',
  'title',
  'strokeColor',
  'fillColor',
  'strokeWidth',
  'opacity',
  'style',
  'points',
  'fromId',
  'toId',
  'groupId',
  'imageId',
  'locked',
  'owner',
] as const;

export type EditedField = (typeof EDITED)[number];

const COUNTED = ['votes', 'reports', 'hidden'] as const;

export function elementOf(edit: ElementEdit): Element {
  return {
    $typeName: 'convene.v1.Element',
    kind: ElementKind.UNSPECIFIED,
    authorId: '',
    madeAtMs: 0n,
    byFacilitator: false,
    ...edit,
  };
}

const ID_BYTES = 16;

/** `elm_` and 128 random bits. */
export function newElementId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(ID_BYTES));
  const text = btoa(String.fromCharCode(...bytes));
  return `elm_${text.replace(/\+/g, '-').replace(/\//g, '_').replace(/=/g, '')}`;
}

/** Field by field; never gone. */
export function merged(old: Element, change: Element): Element {
  const next: Element = { ...old };
  const fields = next as unknown as Record<string, unknown>;
  for (const field of [...EDITED, ...COUNTED]) {
    if (change[field] !== undefined) fields[field] = change[field];
  }
  if (change.kind !== ElementKind.UNSPECIFIED) next.kind = change.kind;
  if (change.authorId !== '') next.authorId = change.authorId;
  if (change.madeAtMs !== 0n) next.madeAtMs = change.madeAtMs;
  if (change.byFacilitator) next.byFacilitator = true;
  delete next.gone;
  return next;
}

/** Are two values of a field the same? Those of messages are compared part by part. */
export function sameValue(one: unknown, other: unknown): boolean {
  if (one === other) return true;
  if (typeof one !== 'object' || typeof other !== 'object' || !one || !other) return false;
  const [a, b] = [one as Record<string, unknown>, other as Record<string, unknown>];
  const keys = new Set([...Object.keys(a), ...Object.keys(b)]);
  return [...keys].every((key) => key.startsWith('$') || sameValue(a[key], b[key]));
}

/** What stands for a field that nobody has ever set. */
export function unset(field: EditedField): unknown {
  switch (field) {
    case 'title':
      return { $typeName: 'convene.v1.Text', en: '', es: '' };
    case 'style':
      return {
        ...{ $typeName: 'convene.v1.Style', dash: 0, fill: 0, roughness: 0, rounded: false },
        ...{ font: 0, fontSize: 0, align: 0, start: 0, end: 0 },
      };
    case 'points':
      return { $typeName: 'convene.v1.Points', xy: [] };
    case 'owner':
      return { $typeName: 'convene.v1.Owner', by: { case: undefined } };
    case 'locked':
      return false;
    case 'fillColor':
      return NO_COLOR;
    case 'opacity':
      return 100;
    case 'rank':
    case 'sectionId':
    case 'parentId':
    case 'text':
    case 'fromId':
    case 'toId':
    case 'groupId':
    case 'imageId':
      return '';
    default:
      return 0;
  }
}

/** In place of a colour to fill with. */
export const NO_COLOR = 0x1000000;
