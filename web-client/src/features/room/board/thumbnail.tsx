// A small live picture of a board: watched while it is in sight, drawn anew once in a while.
import { useEffect, useRef, useState } from 'react';
import { useI18n } from '../../../i18n/i18n-provider';
import type { BoardState } from '../../../session/board-desk';
import { BoardPicture } from './picture';
import './picture.css';
import { useBoards } from './use-board';

/** Many of them stand side by side, and on each somebody draws. */
const DRAWN_EVERY_MS = 1000;
const ELEMENTS_MAX = 300;

export function BoardThumbnail({ boardId }: { boardId: string }) {
  const { t } = useI18n();
  const { frame, seen } = useInSight();
  const { board, elements, state } = useCalmBoard(boardId, seen);
  const empty = board !== undefined && elements.size === 0;
  return (
    <div ref={frame} className="board-thumbnail">
      {state === 'open' && !empty && (
        <BoardPicture board={board} elements={elements} max={ELEMENTS_MAX} />
      )}
      {empty && <p>{t('picture.empty')}</p>}
      {state === 'closed' && <p>{t('picture.closed')}</p>}
    </div>
  );
}

/** Once a second at most, however fast things change. */
function useCalmBoard(boardId: string, seen: boolean): BoardState {
  const boards = useBoards();
  const store = boards.store(boardId);
  const [state, setState] = useState(() => store.get());
  useEffect(() => {
    if (!seen) return;
    let timer: number | undefined;
    const unsubscribe = store.subscribe(() => {
      timer ??= window.setTimeout(() => {
        timer = undefined;
        setState(store.get());
      }, DRAWN_EVERY_MS);
    });
    const unwatch = boards.watch(boardId);
    setState(store.get());
    return () => {
      window.clearTimeout(timer);
      unsubscribe();
      unwatch();
    };
  }, [boards, boardId, store, seen]);
  return state;
}

/** What is out of sight need not come: others may. */
function useInSight() {
  const frame = useRef<HTMLDivElement>(null);
  const [seen, setSeen] = useState(false);
  useEffect(() => {
    if (!frame.current) return;
    if (typeof IntersectionObserver === 'undefined') return setSeen(true);
    const observer = new IntersectionObserver(([entry]) => setSeen(entry?.isIntersecting ?? true), {
      rootMargin: '200px',
    });
    observer.observe(frame.current);
    return () => observer.disconnect();
  }, []);
  return { frame, seen };
}
