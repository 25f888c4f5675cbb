// How people moved between two runs of a poll: from each answer to each, as a table with heat.
import { useCallback, useState } from 'react';
import { call } from '../../../../api/call';
import { useLoad } from '../../../../api/use-load';
import { useI18n } from '../../../../i18n/i18n-provider';
import { InSession } from '../../../../protocol/convene/v1/in_session_pb';
import type { PollItem, Run, Transition } from '../../../../protocol/convene/v1/poll_pb';
import { Button } from '../../../../ui/button';
import { Dialog } from '../../../../ui/dialog';
import { SelectField } from '../../../../ui/field';
import { FailedNotice } from '../../../../ui/loaded';
import { useRoom } from '../../room-context';
import { useWords } from '../use-words';
import { TransitionTable } from './transition-table';

interface CompareDialogProps {
  run: Run;
  /** Of the same poll; never empty. */
  earlier: readonly Run[];
  onClose: () => void;
}

export function CompareDialog({ run, earlier, onClose }: CompareDialogProps) {
  const { t } = useI18n();
  const wordsOf = useWords();
  const items = run.poll?.items.filter(isCompared) ?? [];
  const [fromId, setFromId] = useState(earlier[earlier.length - 1]?.id ?? '');
  const [itemId, setItemId] = useState(items[0]?.id ?? 0);
  const item = items.find(({ id }) => id === itemId);
  return (
    <Dialog
      title={t('moves.title', { title: wordsOf(run.poll?.title) })}
      className="dialog-tall poll-wide"
      onClose={onClose}
      actions={<Button onClick={onClose}>{t('close')}</Button>}
    >
      {earlier.length > 1 && (
        <SelectField label={t('moves.from')} required value={fromId} onChange={setFromId}>
          {earlier.map(({ id, number }) => (
            <option key={id} value={id}>
              {t('polls.number', { number })}
            </option>
          ))}
        </SelectField>
      )}
      {items.length > 1 && (
        <SelectField
          label={t('moves.item')}
          required
          value={String(itemId)}
          onChange={(value) => setItemId(Number(value))}
        >
          {items.map(({ id, question }) => (
            <option key={id} value={id}>
              {wordsOf(question)}
            </option>
          ))}
        </SelectField>
      )}
      {item ? (
        <Moves key={`${fromId} ${itemId}`} fromId={fromId} toId={run.id} item={item} />
      ) : (
        <p className="muted">{t('moves.nothing')}</p>
      )}
    </Dialog>
  );
}

/** Someone has one answer before and one after. */
function isCompared({ kind }: PollItem): boolean {
  return kind.case === 'scale' || (kind.case === 'choice' && kind.value.picksMax <= 1);
}

function Moves({ fromId, toId, item }: { fromId: string; toId: string; item: PollItem }) {
  const { t } = useI18n();
  const { sessionId } = useRoom();
  const { id } = item;
  const { state, reload } = useLoad<Transition>(
    useCallback(
      (signal: AbortSignal) => {
        const query = { from: fromId, to: toId, item: String(id) };
        const params = { session_id: sessionId };
        return call(InSession.method.getTransition, {}, { params, query, signal });
      },
      [sessionId, fromId, toId, id],
    ),
  );
  if (state.kind === 'loading') return <p role="status">{t('loading')}</p>;
  if (state.kind === 'failed') return <FailedNotice error={state.error} onRetry={reload} />;
  return <TransitionTable item={item} transition={state.value} />;
}
