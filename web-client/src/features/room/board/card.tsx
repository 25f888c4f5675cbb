// One element in words: what it says, who made it, votes, comments, and what one may do with it.
import type { KeyboardEvent } from 'react';
import { memo, useState } from 'react';
import { useI18n } from '../../../i18n/i18n-provider';
import { classNames } from '../../../lib/class-names';
import type { Element } from '../../../protocol/convene/v1/board_pb';
import { ElementKind } from '../../../protocol/convene/v1/board_pb';
import { Button } from '../../../ui/button';
import { Icon } from '../../../ui/icon';
import { usePersonName } from '../use-person-name';
import { useFacts } from './board-context';
import { mayMove } from './board-may';
import { KIND_WORDS, shortText } from './board-words';
import { CardMenu } from './card-menu';
import { Comments } from './comments';
import { noteColor } from './note-colors';
import { TextForm } from './text-form';
import { VoteButton } from './vote-button';

export interface CardProps {
  element: Element;
  comments: readonly Element[];
  /** Of it and of its comments: what the server has not confirmed. */
  waiting: ReadonlySet<string>;
  myVote: boolean;
  voteWaiting: boolean | undefined;
  /** Who writes in it now. */
  writerId: string;
  /** Its column, to say where it can go. */
  position: { first: boolean; last: boolean; sectionId: string };
}

export const Card = memo(CardPart, sameCard);

function CardPart(props: CardProps) {
  const { element, comments, waiting, myVote, voteWaiting, writerId, position } = props;
  const { t } = useI18n();
  const { acts, boards, boardId, may, audience, voted, follow } = useFacts();
  const nameOf = usePersonName();
  const [anchor, setAnchor] = useState<HTMLElement>();
  const [editing, setEditing] = useState(false);
  const { id, text = '', kind } = element;
  const kindWords = t(KIND_WORDS[kind] ?? 'board.kind.other');
  const what = shortText(text) || kindWords;
  const movable = mayMove(may, element);

  function handleKeyDown(event: KeyboardEvent) {
    const step = event.key in STEPS ? STEPS[event.key] : undefined;
    if (!event.altKey || !step || !movable) return;
    event.preventDefault();
    if (step.across) acts.beside(id, step.by);
    else acts.step(id, step.by);
    follow(id);
  }

  function endEditing() {
    setEditing(false);
    boards.sign(boardId, { writingId: '' });
    follow(id);
  }

  return (
    <li
      className={classNames('board-card', noteColor(element.fillColor)?.className)}
      data-element={id}
      data-testid="board-card"
    >
      {kind !== ElementKind.NOTE && <p className="board-kind">{kindWords}</p>}
      {editing ? (
        <TextForm
          label={t('board.edit.label')}
          submit={t('board.save')}
          hint={t(audience)}
          first={text}
          focused
          onWriting={(writing) => boards.sign(boardId, { writingId: writing ? id : '' })}
          onSubmit={(next) => {
            if (next !== text) acts.write(id, next);
            endEditing();
          }}
          onCancel={endEditing}
        />
      ) : (
        <p className="board-text">{text}</p>
      )}
      <p className="board-by">
        {nameOf(element.authorId)}
        {element.locked && ` · ${t('board.locked')}`}
        {element.hidden && ` · ${t('board.hidden')}`}
        {(element.reports ?? 0) > 0 && ` · ${t('board.reports', { count: element.reports ?? 0 })}`}
        {waiting.has(id) && <strong> · {t('board.sending')}</strong>}
      </p>
      {writerId !== '' && (
        <p className="board-writer">{t('board.writes', { name: nameOf(writerId) })}</p>
      )}
      <div className="board-card-acts">
        {voted && <VoteButton element={element} what={what} mine={myVote} waiting={voteWaiting} />}
        {(may.say || may.runs) && (
          <Button
            size="small"
            kind="plain"
            className="board-more"
            aria-haspopup="menu"
            aria-expanded={anchor !== undefined}
            aria-label={t('board.more', { what })}
            aria-keyshortcuts={
              movable ? 'Alt+ArrowUp Alt+ArrowDown Alt+ArrowLeft Alt+ArrowRight' : undefined
            }
            onKeyDown={handleKeyDown}
            onClick={({ currentTarget }) => setAnchor(anchor ? undefined : currentTarget)}
          >
            <Icon name="more" />
          </Button>
        )}
        <Comments element={element} what={what} comments={comments} waiting={waiting} />
      </div>
      {anchor && (
        <CardMenu
          element={element}
          what={what}
          anchor={anchor}
          position={position}
          written={writerId !== ''}
          onEdit={() => setEditing(true)}
          onClose={() => setAnchor(undefined)}
        />
      )}
    </li>
  );
}

const STEPS: Readonly<Record<string, { across: boolean; by: 1 | -1 }>> = {
  ArrowUp: { across: false, by: -1 },
  ArrowDown: { across: false, by: 1 },
  ArrowLeft: { across: true, by: -1 },
  ArrowRight: { across: true, by: 1 },
};

/** Two hundred people change a board at once: only what has changed is drawn again. */
function sameCard(one: CardProps, other: CardProps): boolean {
  const waits = ({ waiting, element, comments }: CardProps) =>
    [element, ...comments].map(({ id }) => waiting.has(id)).join();
  return (
    one.element === other.element &&
    one.myVote === other.myVote &&
    one.voteWaiting === other.voteWaiting &&
    one.writerId === other.writerId &&
    one.position.first === other.position.first &&
    one.position.last === other.position.last &&
    one.position.sectionId === other.position.sectionId &&
    one.comments.length === other.comments.length &&
    one.comments.every((comment, at) => comment === other.comments[at]) &&
    waits(one) === waits(other)
  );
}
