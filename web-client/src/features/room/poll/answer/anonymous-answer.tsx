// Answers an anonymous run: said before what that means, done step by step, final once it is taken.
import { useEffect, useMemo, useRef, useState } from 'react';
import type { ApiError } from '../../../../api/api-error';
import { asApiError } from '../../../../api/api-error';
import { errorKey } from '../../../../i18n/error-words';
import { useI18n } from '../../../../i18n/i18n-provider';
import type { Answer, Run } from '../../../../protocol/convene/v1/poll_pb';
import { Button } from '../../../../ui/button';
import { Notice } from '../../../../ui/notice';
import { useRoom } from '../../room-context';
import { castAnonymously } from '../anonymous-ballot';
import { BallotBox } from '../ballot-box';
import { isTicket, useMyBallot } from '../use-polls';
import { BallotForm } from './ballot-form';
import { useSheet } from './use-sheet';

type State =
  | { kind: 'form'; error?: ApiError }
  | { kind: 'sending' }
  /** It may have arrived, or not. */
  | { kind: 'unsure'; error?: ApiError }
  | { kind: 'taken'; nullifier?: string };

export function AnonymousAnswer({ run }: { run: Run }) {
  const { t } = useI18n();
  const { sessionId } = useRoom();
  const ballot = useMyBallot(run.id);
  const box = useMemo(() => new BallotBox(sessionId, run.id), [sessionId, run.id]);
  const [state, setState] = useState<State>(() => begin(box));
  const taken = state.kind === 'taken';
  const { sheet, change, forget } = useSheet(run.id, isTicket(run), taken);
  const shown = useRef(true);

  useEffect(() => {
    shown.current = true;
    return () => {
      shown.current = false;
    };
  }, []);

  async function send(answers: readonly Answer[]) {
    setState({ kind: 'sending' });
    let next: State;
    try {
      const at = { sessionId, runId: run.id, tokenKey: run.tokenKey };
      next = { kind: 'taken', nullifier: await castAnonymously(at, answers) };
      forget();
    } catch (caught) {
      const error = asApiError(caught);
      next = { kind: box.read()?.sent ? 'unsure' : 'form', error };
    }
    if (shown.current) setState(next);
  }

  if (taken) return <Taken nullifier={state.nullifier} />;
  if (state.kind === 'unsure') {
    return (
      <Notice
        tone="warning"
        urgent
        actions={<Button onClick={() => void send([])}>{t('tryAgain')}</Button>}
      >
        <p>{t('anon.unsure')}</p>
        {state.error && state.error.status > 0 && <p>{t(errorKey(state.error.code))}</p>}
      </Notice>
    );
  }
  const elsewhere = ballot?.tokenIssued === true && box.read() === undefined;
  if (elsewhere && state.kind !== 'sending') {
    return <p className="muted">{t('anon.elsewhere')}</p>;
  }
  const error = state.kind === 'form' ? state.error : undefined;
  return (
    <>
      {error && (
        <Notice tone="danger">
          {t('poll.refused', {
            why: t(error.status === 0 ? 'offline.body' : errorKey(error.code)),
          })}
        </Notice>
      )}
      <BallotForm
        run={run}
        sheet={sheet}
        onSheet={change}
        busy={state.kind === 'sending'}
        onSend={(answers) => void send(answers)}
        note={
          <p className="muted" role="status">
            {t(state.kind === 'sending' ? 'anon.sending' : 'anon.final')}
          </p>
        }
      />
    </>
  );
}

function begin(box: BallotBox): State {
  if (box.isTaken) return { kind: 'taken' };
  return box.read()?.sent ? { kind: 'unsure' } : { kind: 'form' };
}

/** The first digits are enough to find it among all. */
const SHORT = 16;

function Taken({ nullifier }: { nullifier: string | undefined }) {
  const { t } = useI18n();
  return (
    <div className="poll-done">
      <p role="status" className="poll-saved-word">
        {t('anon.taken')}
      </p>
      {nullifier && (
        <details className="poll-more">
          <summary>{t('anon.number')}</summary>
          <p>
            <code>{nullifier.slice(0, SHORT)}</code>
          </p>
          <p className="muted">{t('anon.number.why')}</p>
        </details>
      )}
    </div>
  );
}
