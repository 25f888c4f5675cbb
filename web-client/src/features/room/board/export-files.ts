// Files of a board, made in the browser out of its picture: a drawing, an image, a document.
import type { Language } from '../../../i18n/language';
import type { Board } from '../../../protocol/convene/v1/board_pb';
import type { Elements } from '../../../session/board-elements';
import { imageData } from './board-images';
import { oneImagePdf } from './one-image-pdf';
import { pictureOf, svgOf, written } from './picture-tree';

export type FileKind = 'svg' | 'png' | 'pdf';

export interface ExportOptions {
  sessionId: string;
  language: Language;
  untitled: string;
}

const IMAGES_MAX = 100;
const SIDE_MAX = 4096;
const PIXELS_MAX = 12_000_000;
/** Sharp on good screens and on paper. */
const SCALE = 2;
const WHITE = '#ffffff';

interface Drawing {
  svg: string;
  width: number;
  height: number;
}

export async function boardFile(
  kind: FileKind,
  board: Board | undefined,
  elements: Elements,
  options: ExportOptions,
  title: string,
): Promise<Blob> {
  const drawing = await drawingOf(board, elements, options);
  if (kind === 'svg') return new Blob([drawing.svg], { type: 'image/svg+xml' });
  const canvas = await painted(drawing);
  if (kind === 'png') return imageOf(canvas, 'image/png');
  const jpeg = await imageOf(canvas, 'image/jpeg');
  const bytes = new Uint8Array(await new Response(jpeg).arrayBuffer());
  return oneImagePdf({ bytes, width: canvas.width, height: canvas.height }, title);
}

/** With its images in it: nothing is fetched when it is opened. */
async function drawingOf(
  board: Board | undefined,
  elements: Elements,
  { sessionId, language, untitled }: ExportOptions,
): Promise<Drawing> {
  const ids = new Set([...elements.values()].flatMap(({ imageId }) => imageId || []));
  const images = new Map<string, string>();
  await Promise.all(
    [...ids].slice(0, IMAGES_MAX).map(async (id) => {
      // One that does not come is an empty frame.
      const data = await imageData(sessionId, id).catch(() => undefined);
      if (data) images.set(id, data);
    }),
  );
  const image = (id: string) => images.get(id);
  const picture = pictureOf(board, elements.values(), { language, untitled, image });
  const { width, height } = picture.box;
  const svg = svgOf(picture, WHITE);
  const size = { width: String(Math.ceil(width)), height: String(Math.ceil(height)) };
  const whole = { ...svg, attributes: { ...svg.attributes, ...size } };
  return { svg: written(whole), width, height };
}

async function painted({ svg, width, height }: Drawing): Promise<HTMLCanvasElement> {
  const picture = new Image();
  picture.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svg)}`;
  await picture.decode();
  const scale = Math.min(
    SCALE,
    SIDE_MAX / Math.max(width, height),
    Math.sqrt(PIXELS_MAX / (width * height)),
  );
  const canvas = document.createElement('canvas');
  canvas.width = Math.max(1, Math.round(width * scale));
  canvas.height = Math.max(1, Math.round(height * scale));
  const context = canvas.getContext('2d');
  if (!context) throw new Error('this browser draws nothing');
  context.fillStyle = WHITE;
  context.fillRect(0, 0, canvas.width, canvas.height);
  context.drawImage(picture, 0, 0, canvas.width, canvas.height);
  return canvas;
}

function imageOf(canvas: HTMLCanvasElement, type: string): Promise<Blob> {
  return new Promise((resolve, reject) => {
    const done = (blob: Blob | null) =>
      blob ? resolve(blob) : reject(new Error('the picture is too large'));
    canvas.toBlob(done, type, 0.92);
  });
}

/** "What we saw" becomes what-we-saw. */
export function fileName(title: string, kind: FileKind): string {
  const plain = title.normalize('NFD').replace(/[\u0300-\u036f]/g, '');
  const words = plain.toLowerCase().match(/[a-z0-9]+/g) ?? ['board'];
  return `${words.join('-').slice(0, 60)}.${kind}`;
}

export function save(file: Blob, name: string): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(file);
  link.download = name;
  link.click();
  // Some browsers begin a little later.
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}
