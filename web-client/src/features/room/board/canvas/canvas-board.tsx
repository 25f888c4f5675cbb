// A board as a plane to draw on, with what the library offers cut down to what a board can hold.
import type { KeyboardEvent } from 'react';
import { useEffect, useState } from 'react';
import { useI18n } from '../../../../i18n/i18n-provider';
import { useBoard } from '../use-board';
import type { CanvasProps } from './canvas';
import { CanvasBar } from './canvas-bar';
import './canvas.css';
import { theLibrary } from './library';
import { useCanvas } from './use-canvas';
import { useCanvasFiles } from './use-canvas-files';
import { useDark } from './use-dark';

const LANGUAGES = { en: 'en', es: 'es-ES' };

const NO = false as const;

const UI = {
  canvasActions: {
    ...{ changeViewBackgroundColor: NO, clearCanvas: NO, export: NO, loadScene: NO },
    ...{ saveToActiveFile: NO, saveAsImage: NO, toggleTheme: NO },
  },
  tools: { image: false },
};

/** Calm lines and letters that everyone can read; whoever wants rough ones chooses them. */
const FIRST = {
  appState: {
    ...{ currentItemFontFamily: 6, currentItemRoughness: 0, currentItemFillStyle: 'solid' },
    ...{ viewBackgroundColor: '#ffffff', currentItemArrowType: 'round' },
  },
} as const;

/** Links, files and exports of the library's own, and the list of all its commands. */
const NOT_HERE = ['k', 's', 'o', '/', 'shift e', 'shift p', 'shift s', 'shift ?'];

export function CanvasBoard({ boardId, readOnly }: CanvasProps) {
  const { t, language } = useI18n();
  const { boards, state } = useBoard(boardId);
  const closed = readOnly || state.state !== 'open';
  const { api, setApi, link } = useCanvas({ boardId, boards, state, readOnly: closed });
  const files = useCanvasFiles({ api, boards, boardId, readOnly: closed });
  const [said, setSaid] = useState('');
  const dark = useDark();
  const { Excalidraw } = theLibrary();

  function take(act: 'undo' | 'redo') {
    setSaid(t(`canvas.${act}.${boards[act](boardId)}`));
  }

  /** Taking back is ours: the library would take back only what it has seen. */
  function handleKey(event: KeyboardEvent) {
    if (!(event.ctrlKey || event.metaKey)) return;
    const key = event.key.toLowerCase();
    // Whoever writes a text takes back letters.
    if (event.target instanceof HTMLTextAreaElement) return;
    const isUndo = key === 'z' && !event.shiftKey;
    const isRedo = key === 'y' || (key === 'z' && event.shiftKey);
    if (!isUndo && !isRedo && !NOT_HERE.includes(event.shiftKey ? `shift ${key}` : key)) return;
    event.preventDefault();
    event.stopPropagation();
    if (!closed && (isUndo || isRedo)) take(isUndo ? 'undo' : 'redo');
  }

  useEffect(() => {
    if (files.said !== '') setSaid(files.said);
  }, [files.said]);

  return (
    <section className="canvas" aria-label={t('canvas.label')}>
      {!closed && <CanvasBar onNote={files.addNote} onImage={files.addImage} busy={files.busy} />}
      <p className="canvas-said" role="status">
        {said}
      </p>
      <div
        ref={files.frame}
        className="canvas-frame"
        onKeyDownCapture={handleKey}
        onPointerLeave={() => link?.pointed(null)}
      >
        <Excalidraw
          excalidrawAPI={setApi}
          initialData={FIRST as unknown as object}
          onChange={() => link?.canvasChanged()}
          onPointerUpdate={({ pointer }) => link?.pointed(pointer)}
          isCollaborating
          viewModeEnabled={closed}
          langCode={LANGUAGES[language]}
          theme={dark ? 'dark' : 'light'}
          UIOptions={UI}
          validateEmbeddable={false}
          aiEnabled={false}
        />
      </div>
    </section>
  );
}
