// The desk of facilitators: what runs, what is prepared, and the ways to make another one.
import { useState } from 'react';
import { errorKey } from '../../../../i18n/error-words';
import { useI18n } from '../../../../i18n/i18n-provider';
import type { Poll } from '../../../../protocol/convene/v1/poll_pb';
import { PollForm } from '../../../../protocol/convene/v1/poll_pb';
import type { Engine } from '../../../../session/engine';
import { isOpenRun } from '../../../../session/polls';
import { Button } from '../../../../ui/button';
import { later } from '../../../../ui/later';
import { Notice } from '../../../../ui/notice';
import { useRoomState } from '../../room-context';
import { useAsked } from '../../use-asked';
import { newPoll } from '../edit/edit-poll';
import { putPoll } from '../poll-commands';
import { useRuns } from '../use-polls';
import { OpenRunControls } from './open-run-controls';
import { PollCard } from './poll-card';

const PollEditor = later(async () => (await import('../edit/poll-editor')).PollEditor, {
  quiet: true,
});
const SavedPollsDialog = later(async () => (await import('./saved-polls')).SavedPollsDialog, {
  quiet: true,
});

const NONE: readonly Poll[] = [];
/** The server takes no more. */
const POLLS_MAX = 100;

export function Desk({ engine }: { engine: Engine }) {
  const { t } = useI18n();
  const polls = useRoomState(({ view }) => view?.polls ?? NONE);
  const stepId = useRoomState(({ view }) => view?.now?.item?.id ?? '');
  const open = useRuns().filter(isOpenRun);
  const [editing, setEditing] = useState<Poll>();
  const [choosing, setChoosing] = useState(false);
  const copying = useAsked(engine, () => undefined);
  // What belongs to the present step is what one looks for.
  const here = polls.filter((poll) => stepId !== '' && poll.stepId === stepId);
  const others = polls.filter((poll) => !here.includes(poll));

  const card = (poll: Poll) => (
    <PollCard
      key={poll.id}
      engine={engine}
      poll={poll}
      onEdit={() => setEditing(poll)}
      onCopy={() => copying.ask(putPoll({ ...poll, id: '', revision: 0 }))}
    />
  );
  return (
    <div className="poll-desk">
      {open.map((run) => (
        <OpenRunControls key={run.id} engine={engine} run={run} />
      ))}
      {polls.length < POLLS_MAX ? (
        <div className="form-actions">
          <Button size="small" onClick={() => setEditing(newPoll(PollForm.UNSPECIFIED, stepId))}>
            {t('pollDesk.new')}
          </Button>
          <Button size="small" onClick={() => setEditing(newPoll(PollForm.EXIT_TICKET, stepId))}>
            {t('pollDesk.newTicket')}
          </Button>
          <Button size="small" onClick={() => setChoosing(true)}>
            {t('pollDesk.saved')}
          </Button>
        </div>
      ) : (
        <p className="muted">{t('pollDesk.full')}</p>
      )}
      {copying.refused !== undefined && (
        <Notice tone="danger">{t(errorKey(copying.refused))}</Notice>
      )}
      {here.length > 0 && <h3>{t('pollDesk.here')}</h3>}
      <ul className="poll-cards">{here.map(card)}</ul>
      {others.length > 0 && <h3>{t(here.length > 0 ? 'pollDesk.others' : 'pollDesk.prepared')}</h3>}
      <ul className="poll-cards">{others.map(card)}</ul>
      {polls.length === 0 && <p className="muted">{t('pollDesk.none')}</p>}
      {editing && (
        <PollEditor
          key={editing.id}
          engine={engine}
          poll={editing}
          onClose={() => setEditing(undefined)}
        />
      )}
      {choosing && <SavedPollsDialog engine={engine} onClose={() => setChoosing(false)} />}
    </div>
  );
}
