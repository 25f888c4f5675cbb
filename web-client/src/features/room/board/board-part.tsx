// One board: what it is, who may do what on it, and its elements as columns, a plane or a list.
import { useCallback, useEffect, useId, useMemo, useRef, useState } from 'react';
import { withWords } from '../../../i18n/catalogues';
import { useI18n } from '../../../i18n/i18n-provider';
import type { Board, Element } from '../../../protocol/convene/v1/board_pb';
import { Face } from '../../../protocol/convene/v1/board_pb';
import type { BoardState } from '../../../session/board-desk';
import { later } from '../../../ui/later';
import { useFacilitating, useRoomState } from '../room-context';
import { BoardActs } from './board-acts';
import type { BoardFacts } from './board-context';
import { BoardContext } from './board-context';
import { BoardHead } from './board-head';
import type { May } from './board-may';
import { mayOn } from './board-may';
import { treeOf } from './board-tree';
import { audienceOf } from './board-words';
import type { CanvasProps } from './canvas/canvas';
import { Sections } from './sections';
import { useBoard } from './use-board';
import { useRoomy } from './use-roomy';
import { useTargets } from './use-targets';
import './board.css';

const Canvas = later<CanvasProps>(async () => (await import('./canvas/canvas')).Canvas);

const BoardTools = later<{ boardId: string }>(
  () => withWords(['boardDesk'], async () => (await import('./desk/board-tools')).BoardTools),
  { quiet: true },
);

interface BoardPartProps {
  boardId: string;
  /** It was asked for with a press that is gone. */
  focused?: boolean;
}

export function BoardPart({ boardId, focused = false }: BoardPartProps) {
  const { t } = useI18n();
  const { boards, state } = useBoard(boardId);
  const { board, elements } = state;
  const labelId = useId();
  const frame = useRef<HTMLElement>(null);
  const [wanted, setWanted] = useState<{ id: string }>();
  const roomy = useRoomy();
  const [asList, setAsList] = useState<boolean>();
  const meId = useRoomState(({ view }) => view?.me?.personId ?? '');
  const runs = useFacilitating();
  const may = useMay(board);
  const tree = useMemo(() => treeOf(elements), [elements]);
  const acts = useMemo(() => new BoardActs(boards, boardId), [boards, boardId]);
  const sections = useSame(tree.branches.flatMap(({ section }) => section ?? []));
  const targets = useTargets(boardId);
  const votesLeft = votesLeftOf(board?.votesEach ?? 0, state);
  const list = asList ?? !roomy;

  const follow = useCallback((id: string) => setWanted({ id }), []);

  // What one has moved is drawn elsewhere: the focus goes with it.
  useEffect(() => {
    if (!wanted) return;
    const card = frame.current?.querySelector<HTMLElement>(
      `[data-element="${wanted.id}"] .board-more`,
    );
    (card ?? frame.current?.querySelector<HTMLElement>('h2'))?.focus();
  }, [wanted]);

  const here = board !== undefined;
  useEffect(() => {
    if (focused && here) frame.current?.querySelector<HTMLElement>('h2')?.focus();
  }, [focused, here]);

  const audience = audienceOf(board);
  const voted = (board?.votesEach ?? 0) > 0;
  const votesSpent = votesLeft <= 0;
  const facts = useMemo<BoardFacts>(
    () => ({
      ...{
        boardId,
        boards,
        acts,
        may,
        meId,
        audience,
        voted,
        votesSpent,
        sections,
        targets,
        follow,
      },
    }),
    [boardId, boards, acts, may, meId, audience, voted, votesSpent, sections, targets, follow],
  );

  if (state.state === 'closed') return <p className="board-none">{t('board.closed')}</p>;
  if (!board) {
    return (
      <p className="board-none" role="status">
        {t('loading')}
      </p>
    );
  }
  const drawn = board.face === Face.CANVAS && !list;
  return (
    <BoardContext value={facts}>
      <section ref={frame} className="board" aria-labelledby={labelId} data-testid="board">
        <BoardHead
          labelId={labelId}
          board={board}
          state={state}
          votesLeft={votesLeft}
          list={list}
          onList={setAsList}
        />
        {runs && <BoardTools boardId={boardId} />}
        {drawn ? (
          <Canvas boardId={boardId} readOnly={!may.work} />
        ) : (
          <Sections tree={tree} state={state} meId={meId} list={list} />
        )}
      </section>
    </BoardContext>
  );
}

/** What I may do; the same object as long as it says the same. */
function useMay(board: Board | undefined): May {
  const words = useRoomState(({ view }) => {
    const { runs, work, say } = mayOn(board, view);
    return `${runs} ${work} ${say}`;
  });
  return useMemo(() => {
    const [runs, work, say] = words.split(' ').map((word) => word === 'true');
    return { runs: runs === true, work: work === true, say: say === true };
  }, [words]);
}

/** The one of before, unless one of them is another. */
function useSame(elements: readonly Element[]): readonly Element[] {
  const before = useRef(elements);
  const same =
    before.current.length === elements.length &&
    before.current.every((element, at) => element === elements[at]);
  if (!same) before.current = elements;
  return before.current;
}

/** With those that are on their way counted as given. */
function votesLeftOf(each: number, { myVotes, votesWaiting }: BoardState): number {
  const given = new Set(myVotes);
  for (const [id, on] of votesWaiting) {
    if (on) given.add(id);
    else given.delete(id);
  }
  return each - given.size;
}
