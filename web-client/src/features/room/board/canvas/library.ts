// The canvas library: fetched when a canvas is first shown, with its fonts from our own host.
import type * as Excalidraw from '@excalidraw/excalidraw';
import { measureWith } from './measure';
import type { Measure } from './scene';

export interface Library {
  Excalidraw: typeof Excalidraw.Excalidraw;
  never: typeof Excalidraw.CaptureUpdateAction.NEVER;
  measure: Measure;
}

declare global {
  interface Window {
    EXCALIDRAW_ASSET_PATH?: string | string[];
  }
}

let loaded: Library | undefined;

export async function loadLibrary(): Promise<void> {
  // Before anything of it runs: it makes the addresses of its fonts at once.
  window.EXCALIDRAW_ASSET_PATH = import.meta.env.CANVAS_ASSETS;
  const [library] = await Promise.all([
    import('@excalidraw/excalidraw'),
    import('@excalidraw/excalidraw/index.css'),
  ]);
  loaded ??= {
    Excalidraw: library.Excalidraw,
    never: library.CaptureUpdateAction.NEVER,
    measure: measureWith(library.restoreElements),
  };
}

export function theLibrary(): Library {
  if (!loaded) throw new Error('the canvas library is needed before it has come');
  return loaded;
}
