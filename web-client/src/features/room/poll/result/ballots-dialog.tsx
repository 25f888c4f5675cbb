// Who answered what, for those who may know: asked for each time, never kept.
import { useCallback } from 'react';
import { call } from '../../../../api/call';
import { useLoad } from '../../../../api/use-load';
import { JOB_WORDS } from '../../../../i18n/enum-words';
import { useI18n } from '../../../../i18n/i18n-provider';
import { InSession } from '../../../../protocol/convene/v1/in_session_pb';
import type { Ballots, Run } from '../../../../protocol/convene/v1/poll_pb';
import { JobRole } from '../../../../protocol/convene/v1/roster_pb';
import { Button } from '../../../../ui/button';
import { Dialog } from '../../../../ui/dialog';
import { FailedNotice } from '../../../../ui/loaded';
import { useRoom } from '../../room-context';
import { useDrawn } from '../../use-drawn';
import { answerWords } from '../answer/answer-words';
import { Said } from '../said';

interface BallotsDialogProps {
  run: Run;
  onClose: () => void;
}

export function BallotsDialog({ run, onClose }: BallotsDialogProps) {
  const { t } = useI18n();
  const { sessionId } = useRoom();
  const { state, reload } = useLoad(
    useCallback(
      (signal: AbortSignal) => {
        const params = { session_id: sessionId, run_id: run.id };
        return call(InSession.method.getBallots, {}, { params, signal });
      },
      [sessionId, run.id],
    ),
  );
  return (
    <Dialog
      title={t('tally.who.title')}
      className="dialog-tall"
      onClose={onClose}
      actions={<Button onClick={onClose}>{t('close')}</Button>}
    >
      {state.kind === 'loading' && <p role="status">{t('loading')}</p>}
      {state.kind === 'failed' && <FailedNotice error={state.error} onRetry={reload} />}
      {state.kind === 'ready' && <BallotTable run={run} ballots={state.value} />}
    </Dialog>
  );
}

function BallotTable({ run, ballots: { ballots } }: { run: Run; ballots: Ballots }) {
  const { t, language } = useI18n();
  const drawn = useDrawn(ballots.length);
  const items = run.poll?.items ?? [];
  if (ballots.length === 0) return <p className="muted">{t('tally.who.nobody')}</p>;
  return (
    <div className="poll-table-frame">
      <table className="poll-table">
        <thead>
          <tr>
            <th scope="col">{t('tally.who.person')}</th>
            {items.map((item) => (
              <th key={item.id} scope="col">
                <Said text={item.question} />
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {ballots.slice(0, drawn).map(({ personId, name, jobRole, answers }) => (
            <tr key={personId}>
              <th scope="row">
                {name}
                {jobRole !== JobRole.UNSPECIFIED && (
                  <span className="muted"> {t(JOB_WORDS[jobRole])}</span>
                )}
              </th>
              {items.map((item) => {
                const answer = answers.find(({ itemId }) => itemId === item.id);
                return <td key={item.id}>{answerWords(item, answer, language, t) || '–'}</td>;
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
