// One prepared poll, and what can be done with it.
import { useState } from 'react';
import { call } from '../../../../api/call';
import { useSubmit } from '../../../../api/use-submit';
import { useI18n } from '../../../../i18n/i18n-provider';
import { InSession } from '../../../../protocol/convene/v1/in_session_pb';
import type { Poll } from '../../../../protocol/convene/v1/poll_pb';
import { PollForm } from '../../../../protocol/convene/v1/poll_pb';
import { SessionState } from '../../../../protocol/convene/v1/session_pb';
import type { Engine } from '../../../../session/engine';
import { isOpenRun, lastNumber } from '../../../../session/polls';
import { Button } from '../../../../ui/button';
import { ConfirmDialog } from '../../../../ui/dialog';
import { FailedNotice } from '../../../../ui/loaded';
import { useRoomState } from '../../room-context';
import { PrivacyNote } from '../answer/privacy-note';
import { removePoll } from '../poll-commands';
import { Said } from '../said';
import { useRuns } from '../use-polls';
import { useWords } from '../use-words';
import { OpenPollDialog } from './open-poll-dialog';

interface PollCardProps {
  engine: Engine;
  poll: Poll;
  onEdit: () => void;
  onCopy: () => void;
}

export function PollCard({ engine, poll, onEdit, onCopy }: PollCardProps) {
  const { t } = useI18n();
  const wordsOf = useWords();
  const runs = useRuns();
  const [asking, setAsking] = useState<'open' | 'remove'>();
  const [saved, setSaved] = useState(false);
  const saving = useSubmit();
  const people = useRoomState(({ view }) => hasPeople(view?.session?.state));
  const title = wordsOf(poll.title);
  const isOpen = runs.some((run) => run.poll?.id === poll.id && isOpenRun(run));
  const last = lastNumber(runs, poll.id);

  function handleSave() {
    void saving.run(async () => {
      await call(InSession.method.savePoll, { poll });
      setSaved(true);
    });
  }

  const act = (words: Parameters<typeof t>[0], of: Parameters<typeof t>[0], run: () => void) => (
    <Button kind="plain" size="small" aria-label={t(of, { title })} onClick={run}>
      {t(words)}
    </Button>
  );
  return (
    <li className="poll-prepared" data-testid="poll-card">
      <p className="poll-prepared-title">
        <Said text={poll.title} />
      </p>
      <p className="muted">
        {poll.form === PollForm.EXIT_TICKET && `${t('poll.ticket')} · `}
        {t('pollDesk.items', { count: poll.items.length })} · <PrivacyNote privacy={poll.privacy} />
      </p>
      <div className="form-actions">
        {isOpen ? (
          <span className="badge badge-positive">{t('polls.open')}</span>
        ) : (
          people && (
            <Button
              size="small"
              aria-label={t(last > 0 ? 'pollDesk.againOf' : 'pollDesk.openOf', { title })}
              onClick={() => setAsking('open')}
            >
              {t(last > 0 ? 'pollDesk.again' : 'pollDesk.open')}
            </Button>
          )
        )}
        {act('pollDesk.edit', 'pollDesk.editOf', onEdit)}
        {act('pollDesk.copy', 'pollDesk.copyOf', onCopy)}
        {act('pollDesk.save', 'pollDesk.saveOf', handleSave)}
        {act('pollDesk.remove', 'pollDesk.removeOf', () => setAsking('remove'))}
      </div>
      <p role="status" className="muted">
        {saving.busy && t('pollDesk.saving')}
        {saved && !saving.busy && t('pollDesk.savedNow')}
      </p>
      {saving.error && <FailedNotice error={saving.error} onRetry={handleSave} />}
      {asking === 'open' && (
        <OpenPollDialog
          engine={engine}
          poll={poll}
          afterRun={last}
          onClose={() => setAsking(undefined)}
        />
      )}
      {asking === 'remove' && (
        <ConfirmDialog
          title={t('pollDesk.remove.title', { title })}
          body={t('pollDesk.remove.body')}
          confirm={t('pollDesk.remove')}
          onConfirm={() => engine.send(removePoll(poll.id))}
          onClose={() => setAsking(undefined)}
        />
      )}
    </li>
  );
}

function hasPeople(state: SessionState | undefined): boolean {
  return state === SessionState.LOBBY || state === SessionState.LIVE;
}
