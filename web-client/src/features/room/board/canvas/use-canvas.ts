// Ties a canvas on the screen to its board for as long as both are there.
import { useEffect, useMemo, useRef, useState } from 'react';
import { useI18n } from '../../../../i18n/i18n-provider';
import { ElementKind } from '../../../../protocol/convene/v1/board_pb';
import type { BoardState } from '../../../../session/board-desk';
import type { Boards } from '../../../../session/boards';
import { useFacilitating, useRoom } from '../../room-context';
import { usePersonName } from '../../use-person-name';
import { imageData } from '../board-images';
import { CanvasLink } from './canvas-link';
import { theLibrary } from './library';
import { SceneSync } from './scene-sync';
import type { Api } from './surface';
import { showPointers, surfaceOf } from './surface';

interface Canvas {
  boardId: string;
  boards: Boards;
  state: BoardState;
  readOnly: boolean;
}

export function useCanvas({ boardId, boards, state, readOnly }: Canvas) {
  const { t, language } = useI18n();
  const facilitates = useFacilitating();
  const [api, setApi] = useState<Api>();
  const untitled = t('canvas.untitled');

  const link = useMemo(() => {
    if (!api) return;
    const words = { language, untitled };
    const { measure } = theLibrary();
    const sync = new SceneSync({ measure, words, random: Math.random, facilitates });
    return new CanvasLink({ boards, boardId, sync, surface: surfaceOf(api), readOnly });
  }, [api, boards, boardId, readOnly, language, untitled, facilitates]);

  useEffect(() => () => link?.stop(), [link]);
  useEffect(() => link?.boardChanged(state), [link, state]);
  useEffect(() => {
    if (!link) return;
    const handleFonts = () => link.fontsChanged();
    document.fonts.addEventListener('loadingdone', handleFonts);
    return () => document.fonts.removeEventListener('loadingdone', handleFonts);
  }, [link]);
  useFirstLook(api, state);
  usePointers(api, state);
  useImages(api, state);
  return { api, setApi, link };
}

/** Everything that is on it, as soon as it is there. Afterwards nobody is moved. */
function useFirstLook(api: Api | undefined, { state, elements }: BoardState): void {
  const looked = useRef(false);
  useEffect(() => {
    if (!api || looked.current || state !== 'open') return;
    looked.current = true;
    if (elements.size === 0) return;
    // The scene is drawn with the next frame, and lies still with the one after it.
    const id = window.setTimeout(() => {
      api.scrollToContent(undefined, { fitToContent: true, animate: false });
    }, 100);
    return () => window.clearTimeout(id);
  }, [api, state, elements]);
}

function usePointers(api: Api | undefined, { signs }: BoardState): void {
  const nameOf = usePersonName();
  const names = useRef(nameOf);
  names.current = nameOf;
  useEffect(() => {
    if (api) showPointers(api, signs.values(), names.current);
  }, [api, signs]);
}

function useImages(api: Api | undefined, { elements }: BoardState): void {
  const { sessionId } = useRoom();
  const asked = useRef(new Set<string>());
  useEffect(() => {
    if (!api) return;
    for (const { kind, imageId } of elements.values()) {
      if (kind !== ElementKind.IMAGE || !imageId || asked.current.has(imageId)) continue;
      asked.current.add(imageId);
      imageData(sessionId, imageId).then(
        (dataURL) => api.addFiles([fileOf(imageId, dataURL)]),
        // It stays an empty frame, and is asked for when something else changes.
        () => asked.current.delete(imageId),
      );
    }
  }, [api, elements, sessionId]);
}

function fileOf(id: string, dataURL: string): Parameters<Api['addFiles']>[0][number] {
  const mimeType = /^data:([^;,]*)/.exec(dataURL)?.[1] ?? 'image/png';
  const file = { id, dataURL, mimeType, created: 0 };
  return file as unknown as Parameters<Api['addFiles']>[0][number];
}
