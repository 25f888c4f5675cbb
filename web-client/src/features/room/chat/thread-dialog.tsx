// One line and the answers to it, and the input to answer in turn.
import { useI18n } from '../../../i18n/i18n-provider';
import type { Line } from '../../../protocol/convene/v1/chat_pb';
import { Withdrawn } from '../../../protocol/convene/v1/chat_pb';
import { Avatar } from '../../../ui/avatar';
import { Button } from '../../../ui/button';
import { Dialog } from '../../../ui/dialog';
import { Notice } from '../../../ui/notice';
import { useMyId, useRoom } from '../room-context';
import { Composer } from './composer';
import { LineHead } from './line-head';
import { LineReactions } from './line-reactions';
import { LineText } from './line-text';
import { PendingLine } from './pending-line';
import type { ListedConversation } from './use-conversations';
import { useLineFacts } from './use-line-facts';
import { usePendingLines } from './use-pending-lines';
import { useThread } from './use-thread';
import './thread.css';

interface ThreadDialogProps {
  rootId: string;
  shown: ListedConversation;
  onClose: () => void;
}

export function ThreadDialog({ rootId, shown, onClose }: ThreadDialogProps) {
  const { t } = useI18n();
  const { engine } = useRoom();
  const meId = useMyId();
  const { lines, state, hasMore, retry } = useThread(rootId, shown.channel);
  const facts = useLineFacts(lines);
  const pending = usePendingLines(shown.key).filter(
    ({ body }) => body.case === 'sendLine' && body.value.replyToId === rootId,
  );
  const root = lines.find(({ id }) => id === rootId);

  return (
    <Dialog
      title={root ? t('thread.title', { name: root.authorName }) : t('thread.untitled')}
      className="dialog-tall"
      onClose={onClose}
      actions={<Button onClick={onClose}>{t('close')}</Button>}
    >
      {state === 'failed' && (
        <Notice
          tone="danger"
          actions={
            <Button size="small" onClick={retry}>
              {t('tryAgain')}
            </Button>
          }
        >
          {t('thread.failed')}
        </Notice>
      )}
      {state === 'loading' && lines.length < 2 && <p role="status">{t('loading')}</p>}
      <ol className="thread" aria-label={t('thread.lines')}>
        {lines.map((line) => (
          <ThreadLine key={line.id} line={line} names={facts.names(line)} meId={meId} />
        ))}
        {engine &&
          pending.map((item) => (
            <PendingLine
              key={item.key}
              item={item}
              engine={engine}
              authorId={meId}
              byId={facts.byId}
            />
          ))}
      </ol>
      {state === 'ready' && lines.length === 1 && <p className="muted">{t('thread.empty')}</p>}
      {hasMore && <p className="muted">{t('thread.more')}</p>}
      {engine && (
        <Composer engine={engine} shown={shown} answering={{ id: rootId }} onPlenary={onClose} />
      )}
    </Dialog>
  );
}

function ThreadLine({ line, names, meId }: { line: Line; names: string; meId: string }) {
  const { t } = useI18n();
  const gone = line.withdrawn !== Withdrawn.UNSPECIFIED;
  const byAuthor = line.withdrawn === Withdrawn.BY_AUTHOR;
  return (
    <li className="line line-first" data-testid="thread-line">
      <Avatar personId={line.authorId} name={line.authorName} />
      <div className="line-body">
        <LineHead
          line={line}
          shown
          mentionsMe={!gone && line.mentionIds.includes(meId)}
          pinned={false}
        />
        {gone ? (
          <p className="line-tomb">{t(byAuthor ? 'line.goneByAuthor' : 'line.goneByTeam')}</p>
        ) : (
          <p className="line-text">
            <LineText text={line.text} names={names} />
          </p>
        )}
        {!gone && (
          <LineReactions
            counts={line.reactions}
            mask={0}
            wanted={0}
            reachable
            onReact={undefined}
          />
        )}
      </div>
    </li>
  );
}
