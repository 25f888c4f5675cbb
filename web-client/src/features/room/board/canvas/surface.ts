// The canvas library's own handle, as far as we reach for it.
import type { ExcalidrawImperativeAPI } from '@excalidraw/excalidraw/types';
import { tone } from '../../../../lib/person-look';
import type { PersonSign } from '../../../../protocol/convene/v1/board_pb';
import type { Surface } from './canvas-link';
import type { CanvasState } from './in-hand';
import { theLibrary } from './library';
import type { Scene } from './scene';
import { toPoints } from './units';

export type Api = ExcalidrawImperativeAPI;
type SceneData = Parameters<Api['updateScene']>[0];

export function surfaceOf(api: Api): Surface {
  return {
    scene: () => api.getSceneElementsIncludingDeleted() as unknown as Scene,
    state: () => api.getAppState() as unknown as CanvasState,
    draw(scene) {
      // What comes from the board is nothing that this canvas could take back.
      const elements = scene as unknown as SceneData['elements'];
      api.updateScene({ elements, captureUpdate: theLibrary().never });
    },
  };
}

/** Where others point, with their names beside it. */
export function showPointers(
  api: Api,
  signs: Iterable<PersonSign>,
  nameOf: (personId: string) => string,
): void {
  const all = new Map<string, object>();
  for (const { personId, pointer } of signs) {
    if (!pointer) continue;
    all.set(personId, {
      id: personId,
      username: nameOf(personId),
      pointer: { x: toPoints(pointer.x), y: toPoints(pointer.y), tool: 'pointer' },
      color: COLORS[tone(personId)],
    });
  }
  api.updateScene({ collaborators: all as SceneData['collaborators'] });
}

/** As in the list of people; on a canvas there are no style sheets. */
const COLORS = [12, 36, 78, 148, 190, 218, 268, 330].map((hue) => ({
  background: `hsl(${hue}, 60%, 85%)`,
  stroke: `hsl(${hue}, 55%, 35%)`,
}));

/** The middle of what one sees. */
export function middleOf(api: Api): { x: number; y: number } {
  const { scrollX, scrollY, zoom, width, height } = api.getAppState();
  return { x: width / 2 / zoom.value - scrollX, y: height / 2 / zoom.value - scrollY };
}
