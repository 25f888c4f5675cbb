// What was said to an element: folded behind its count, with one input at the end.
import { useId, useState } from 'react';
import { useI18n } from '../../../i18n/i18n-provider';
import type { Element } from '../../../protocol/convene/v1/board_pb';
import { Button } from '../../../ui/button';
import { usePersonName } from '../use-person-name';
import { useFacts } from './board-context';
import { TextForm } from './text-form';

interface CommentsProps {
  element: Element;
  what: string;
  comments: readonly Element[];
  waiting: ReadonlySet<string>;
}

export function Comments({ element, what, comments, waiting }: CommentsProps) {
  const { t } = useI18n();
  const { acts, may, audience } = useFacts();
  const [open, setOpen] = useState(false);
  const listId = useId();
  const count = comments.length;
  if (count === 0 && !may.say) return null;
  return (
    <>
      <Button
        size="small"
        kind="plain"
        aria-expanded={open}
        aria-controls={open ? listId : undefined}
        aria-label={t('board.comments.of', { count, what })}
        onClick={() => setOpen(!open)}
      >
        {t('board.comments', { count })}
      </Button>
      {open && (
        <div id={listId} className="board-comments">
          {count > 0 && (
            <ul aria-label={t('board.comments.list', { what })}>
              {comments.map((comment) => (
                <Comment key={comment.id} comment={comment} sending={waiting.has(comment.id)} />
              ))}
            </ul>
          )}
          {may.say && (
            <TextForm
              label={t('board.comment.label', { what })}
              submit={t('board.comment.add')}
              hint={t(audience)}
              focused
              onSubmit={(text) => acts.comment(element.id, text)}
              onCancel={() => setOpen(false)}
            />
          )}
        </div>
      )}
    </>
  );
}

function Comment({ comment, sending }: { comment: Element; sending: boolean }) {
  const { t } = useI18n();
  const { acts, may, meId } = useFacts();
  const nameOf = usePersonName();
  const mine = comment.authorId === meId;
  const name = nameOf(comment.authorId);
  return (
    <li className="board-comment">
      <p className="line-text">{comment.text}</p>
      <p className="muted">
        {name}
        {sending && ` · ${t('board.sending')}`}
      </p>
      {(mine || may.runs) && may.say && (
        <Button
          size="small"
          kind="plain"
          aria-label={t('board.comment.removeOf', { name })}
          onClick={() => acts.remove(comment.id)}
        >
          {t('board.remove')}
        </Button>
      )}
    </li>
  );
}
