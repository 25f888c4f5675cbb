// How texts are broken into lines, as the canvas library itself would do it.
import type { restoreElements } from '@excalidraw/excalidraw';
import type { Measure, MeasuredText, TextRoom } from './scene';

const KEPT_MAX = 5000;
const EMPTY: MeasuredText = { text: '', width: 1, height: 25, lineHeight: 1.25 };

/** It offers that for whole drawings alone: each text is one of its own. */
export function measureWith(restore: typeof restoreElements): Measure {
  const kept = new Map<string, MeasuredText>();
  document.fonts?.addEventListener('loadingdone', () => kept.clear());
  return (text, font, room) => {
    if (text === '') return EMPTY;
    const key = JSON.stringify([text, font.family, font.size, room.type, room.width]);
    const known = kept.get(key);
    if (known) return known;
    const drawing = drawingOf(text, font, room) as unknown as Parameters<typeof restore>[0];
    const all = restore(drawing, null, { refreshDimensions: true, repairBindings: true });
    const found = all.find(({ type }) => type === 'text');
    const measured = found?.type === 'text' ? found : EMPTY;
    const { width, height, lineHeight } = measured;
    if (kept.size >= KEPT_MAX) kept.clear();
    const one = { text: measured.text, width, height, lineHeight };
    kept.set(key, one);
    return one;
  };
}

function drawingOf(text: string, font: { family: number; size: number }, room: TextRoom) {
  const { type, width, height } = room;
  const letters = {
    ...{ id: 'text', type: 'text', text, originalText: text, x: 0, y: 0, height: 0 },
    ...{ fontFamily: font.family, fontSize: font.size, containerId: type ? 'shape' : null },
    ...{ width: width ?? 1, autoResize: type !== undefined || width === undefined },
    ...{ textAlign: 'left', verticalAlign: 'top' },
  };
  if (!type) return [letters];
  const points = [
    [0, 0],
    [width, height],
  ];
  const bound = [{ id: 'text', type: 'text' }];
  return [{ id: 'shape', type, x: 0, y: 0, width, height, points, boundElements: bound }, letters];
}
