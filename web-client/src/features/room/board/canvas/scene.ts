// What a scene of the canvas library holds, as far as we read and write it.

export type Point = readonly [number, number];

export interface Binding {
  elementId: string;
  focus: number;
  gap: number;
}

export interface Bound {
  id: string;
  type: 'arrow' | 'text';
}

/** Fields of all kinds in one: which are there depends on the type. */
export interface SceneElement {
  id: string;
  type: string;
  x: number;
  y: number;
  width: number;
  height: number;
  angle: number;
  strokeColor: string;
  backgroundColor: string;
  fillStyle: string;
  strokeWidth: number;
  strokeStyle: string;
  roundness: { type: number } | null;
  roughness: number;
  opacity: number;
  /** Makes rough lines rough in the same way, wherever they are drawn. */
  seed: number;
  version: number;
  versionNonce: number;
  index: string | null;
  isDeleted: boolean;
  groupIds: readonly string[];
  frameId: string | null;
  boundElements: readonly Bound[] | null;
  updated: number;
  link: string | null;
  locked: boolean;
  customData?: Record<string, unknown>;

  text?: string;
  originalText?: string;
  fontSize?: number;
  fontFamily?: number;
  textAlign?: string;
  verticalAlign?: string;
  containerId?: string | null;
  autoResize?: boolean;
  lineHeight?: number;

  points?: readonly Point[];
  lastCommittedPoint?: null;
  startBinding?: Binding | null;
  endBinding?: Binding | null;
  startArrowhead?: string | null;
  endArrowhead?: string | null;
  elbowed?: boolean;
  pressures?: readonly number[];
  simulatePressure?: boolean;

  fileId?: string | null;
  status?: string;
  scale?: readonly [number, number];
  crop?: null;

  name?: string | null;
}

export type Scene = readonly SceneElement[];

/** A text as it is to be drawn: broken into lines, and how large it is then. */
export interface MeasuredText {
  text: string;
  width: number;
  height: number;
  lineHeight: number;
}

/** In what a text stands: a shape of this type, or by itself, as wide as it wants or as it may. */
export interface TextRoom {
  type?: string;
  width?: number;
  height?: number;
}

export type Measure = (
  text: string,
  font: { family: number; size: number },
  room: TextRoom,
) => MeasuredText;
