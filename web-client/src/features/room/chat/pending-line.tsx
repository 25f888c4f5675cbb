// A line of mine that is not confirmed: says so, and offers what can be done about it.
import { memo } from 'react';
import { errorKey } from '../../../i18n/error-words';
import { useI18n } from '../../../i18n/i18n-provider';
import type { Translate } from '../../../i18n/translate';
import { assertNever } from '../../../lib/assert-never';
import type { Line } from '../../../protocol/convene/v1/chat_pb';
import { ErrorCode } from '../../../protocol/convene/v1/error_pb';
import type { Engine } from '../../../session/engine';
import type { Pending } from '../../../session/outbox';
import { isOpen } from '../../../session/outbox';
import { Avatar } from '../../../ui/avatar';
import { Button } from '../../../ui/button';
import { useRoomState } from '../room-context';
import { LineText } from './line-text';
import { QuoteWords } from './quote';

interface PendingLineProps {
  item: Pending;
  engine: Engine;
  authorId: string;
  /** The lines that are held, for the one that this line answers. */
  byId: ReadonlyMap<string, Line>;
}

export const PendingLine = memo(function PendingLine(props: PendingLineProps) {
  const { item, engine, authorId, byId } = props;
  const { t } = useI18n();
  const name = useRoomState(
    ({ view }) => view?.people.find(({ id }) => id === authorId)?.name ?? '',
  );
  if (item.body.case !== 'sendLine') return null;
  const { text, replyToId } = item.body.value;
  return (
    <li
      className="line line-first line-mine line-pending"
      data-testid="line"
      data-state={item.state}
    >
      <Avatar personId={authorId} name={name} />
      <div className="line-body">
        <p className="line-head">
          <span className="line-author">{name || t('chat.you')}</span>{' '}
          <span className="line-status">{stateWords(item, t)}</span>
        </p>
        {replyToId !== '' && (
          <p className="quote">
            <QuoteWords quoted={byId.get(replyToId)} lead={t('line.inAnswerTo')} />
          </p>
        )}
        <p className="line-text" data-testid="line-text">
          <LineText text={text} />
        </p>
        {!isOpen(item) && (
          <div className="line-actions">
            <Button size="small" onClick={() => engine.retry(item.key)}>
              {t('line.retry')}
            </Button>
            <Button kind="plain" size="small" onClick={() => engine.discard(item.key)}>
              {t('line.discard')}
            </Button>
          </div>
        )}
      </div>
    </li>
  );
});

function stateWords({ state, code }: Pending, t: Translate): string {
  switch (state) {
    case 'sending':
      return t('line.sending');
    case 'unsent':
      return t('line.unsent');
    case 'unknown':
      return t('line.unknown');
    case 'failed':
      return t('line.failed', { why: t(errorKey(code ?? ErrorCode.UNSPECIFIED)) });
    default:
      return assertNever(state);
  }
}
