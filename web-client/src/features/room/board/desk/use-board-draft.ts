// A board that is being set up: its settings, what it begins with, and what of it is wrong.
import { useState } from 'react';
import type { Board, BoardTemplate, Element } from '../../../../protocol/convene/v1/board_pb';
import type { BoardWrong } from './board-fields';
import { newBoard } from './desk-commands';
import type { Template } from './templates';
import { copied, elementsOf, textOf } from './templates';

const VOTES_MAX = 100;

export function useBoardDraft(first: Board) {
  const [board, setBoard] = useState(first);
  const [votes, setVotes] = useState(String(first.votesEach));
  const [elements, setElements] = useState<readonly Element[]>([]);
  const [wrong, setWrong] = useState<BoardWrong>({ title: false, votes: false });

  function begin(title: Board['title'], made: readonly Element[], more: Partial<Board>) {
    // A title that somebody has written stays.
    const own = board.title?.en.trim() !== '' && elements.length === 0;
    setBoard({ ...board, ...more, title: own ? board.title : title });
    setVotes(String(more.votesEach ?? 0));
    setElements(made);
  }

  return {
    board,
    votes,
    elements,
    wrong,
    setBoard,
    setVotes,
    onBuiltIn(template: Template) {
      const { face = newBoard().face, votesEach = 0, veiled = false } = template;
      const title = template.columns.length > 0 ? textOf(template.title) : board.title;
      begin(title, elementsOf(template), { face, votesEach, veiled });
    },
    onSaved({ board: saved, elements: kept }: BoardTemplate) {
      if (!saved) return;
      const { face, mode, veiled, votesEach, named } = saved;
      begin(saved.title, copied(kept), { face, mode, veiled, votesEach, named });
    },
    /** Nothing: something of it is wrong, and said so. */
    checked(): Board | undefined {
      const count = Number(votes.trim() === '' ? '0' : votes);
      const title = board.title?.en.trim() === '';
      const badVotes = !Number.isInteger(count) || count < 0 || count > VOTES_MAX;
      setWrong({ title, votes: badVotes });
      return title || badVotes ? undefined : { ...board, votesEach: count };
    },
  };
}
