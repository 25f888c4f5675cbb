// Boards that educators know by name, as columns to begin with, in both languages.
import { ranksBetween } from '../../../../lib/rank';
import type { Element } from '../../../../protocol/convene/v1/board_pb';
import { ElementKind, Face } from '../../../../protocol/convene/v1/board_pb';
import type { Text } from '../../../../protocol/convene/v1/session_pb';
import { elementOf, newElementId } from '../../../../session/board-elements';
import { SECTION_GAP, SECTION_HEIGHT, SECTION_WIDTH } from '../board-moves';

type Pair = readonly [en: string, es: string];

export interface Template {
  key: string;
  title: Pair;
  columns: readonly Pair[];
  face?: Face;
  votesEach?: number;
  veiled?: boolean;
}

export const TEMPLATES: readonly Template[] = [
  { key: 'blank', title: ['Blank board', 'Tablero en blanco'], columns: [] },
  {
    key: 'noticeWonder',
    title: ['Notice and wonder', 'Observo y me pregunto'],
    columns: [
      ['I notice', 'Observo'],
      ['I wonder', 'Me pregunto'],
    ],
  },
  {
    key: 'kwl',
    title: ['Know, want to know, learned', 'Sé, quiero saber, aprendí'],
    columns: [
      ['What we know', 'Lo que sabemos'],
      ['What we want to know', 'Lo que queremos saber'],
      ['What we learned', 'Lo que aprendimos'],
    ],
  },
  {
    key: 'fourCorners',
    title: ['Four corners', 'Cuatro esquinas'],
    columns: [
      ['Strongly agree', 'Totalmente de acuerdo'],
      ['Agree', 'De acuerdo'],
      ['Disagree', 'En desacuerdo'],
      ['Strongly disagree', 'Totalmente en desacuerdo'],
    ],
  },
  {
    key: 'gallery',
    title: ['Gallery walk', 'Galería'],
    columns: [
      ['What we show', 'Lo que mostramos'],
      ['What stands out', 'Lo que llama la atención'],
      ['Questions for the group', 'Preguntas para el grupo'],
    ],
    votesEach: 3,
  },
  {
    key: 'consultancy',
    title: ['Consultancy', 'Consultoría'],
    columns: [
      ['The dilemma', 'El dilema'],
      ['Clarifying questions', 'Preguntas para aclarar'],
      ['Probing questions', 'Preguntas para profundizar'],
      ['What we heard and suggest', 'Lo que oímos y sugerimos'],
    ],
  },
  {
    key: 'commitments',
    title: ['Commitments', 'Compromisos'],
    columns: [
      ['I will start', 'Voy a empezar a'],
      ['I will continue', 'Voy a seguir'],
      ['By when, with whom', 'Para cuándo, con quién'],
    ],
  },
  {
    key: 'canvas',
    title: ['Blank plane to draw on', 'Lienzo en blanco para dibujar'],
    columns: [],
    face: Face.CANVAS,
  },
];

export function textOf([en, es]: Pair): Text {
  return { $typeName: 'convene.v1.Text', en, es };
}

/** New ids each time: two boards never share an element. */
export function elementsOf({ columns }: Template): Element[] {
  const ranks = ranksBetween(columns.length);
  return columns.map((title, at) =>
    elementOf({
      ...{ id: newElementId(), kind: ElementKind.SECTION, title: textOf(title), rank: ranks[at] },
      ...{ x: at * (SECTION_WIDTH + SECTION_GAP), y: 0 },
      ...{ width: SECTION_WIDTH, height: SECTION_HEIGHT },
    }),
  );
}

/** What was saved, to be put on another board: the ids are drawn anew, and still fit together. */
export function copied(elements: readonly Element[]): Element[] {
  const ids = new Map(elements.map(({ id }) => [id, newElementId()]));
  const renamed = (id: string | undefined) => (id ? (ids.get(id) ?? '') : id);
  return elements.map((element) => {
    const next: Element = { ...element, id: ids.get(element.id) ?? newElementId() };
    for (const field of ['sectionId', 'parentId', 'fromId', 'toId'] as const) {
      const id = renamed(element[field]);
      if (id === undefined) delete next[field];
      else next[field] = id;
    }
    return next;
  });
}
