// Answers a run with one's name or in confidence, and changes the answer until the close.
import { useEffect, useRef, useState } from 'react';
import { errorKey } from '../../../../i18n/error-words';
import { useI18n } from '../../../../i18n/i18n-provider';
import { ErrorCode } from '../../../../protocol/convene/v1/error_pb';
import type { Run } from '../../../../protocol/convene/v1/poll_pb';
import type { Engine } from '../../../../session/engine';
import { Button } from '../../../../ui/button';
import { Notice } from '../../../../ui/notice';
import { Said } from '../said';
import { isChangeable, isTicket, useMyBallot } from '../use-polls';
import { sheetOf } from './answers';
import { BallotForm } from './ballot-form';
import { SavedAnswers } from './saved-answers';
import type { Failed } from './use-cast';
import { useCast } from './use-cast';
import { useSheet } from './use-sheet';

export function NamedAnswer({ engine, run }: { engine: Engine; run: Run }) {
  const { t, language, dates } = useI18n();
  const ballot = useMyBallot(run.id);
  const [changing, setChanging] = useState(false);
  const { sending, failed, cast } = useCast(engine, run.id, () => setChanging(false));
  const answered = ballot !== undefined && ballot.answers.length > 0;
  const { sheet, change } = useSheet(run.id, true, answered && !changing);
  const saved = useRef<HTMLParagraphElement>(null);
  const savedAt = ballot?.atMs;
  const had = useRef(savedAt);

  // What was sent has been saved: the form gives way to it.
  useEffect(() => {
    if (had.current === savedAt) return;
    had.current = savedAt;
    setChanging(false);
  }, [savedAt]);

  // The button that was pressed is gone by then.
  useEffect(() => {
    if (savedAt && document.activeElement === document.body) saved.current?.focus();
  }, [savedAt]);

  function handleChange() {
    change(sheetOf(ballot?.answers ?? [], language));
    setChanging(true);
  }

  if (answered && !changing) {
    return (
      <div className="poll-done">
        <p ref={saved} role="status" tabIndex={-1} className="poll-saved-word">
          {t('poll.saved', { time: dates.time(Number(ballot.atMs)) })}
        </p>
        {failed && <CastFailed run={run} failed={failed} />}
        <SavedAnswers poll={run.poll} answers={ballot.answers} />
        {isChangeable(run) && (
          <Button size="small" onClick={handleChange}>
            {t('poll.change')}
          </Button>
        )}
        {!isChangeable(run) && <p className="muted">{t('poll.stays')}</p>}
      </div>
    );
  }
  return (
    <>
      {failed && <CastFailed run={run} failed={failed} />}
      <BallotForm
        run={run}
        sheet={sheet}
        onSheet={change}
        busy={sending}
        onSend={cast}
        note={
          <p className="muted" role="status">
            {sending && t('poll.sendingLong')}
            {!sending && !isChangeable(run) && t('poll.onceNote')}
            {!sending && isTicket(run) && ` ${t('poll.draft')}`}
          </p>
        }
        actions={
          changing &&
          !sending && (
            <Button kind="plain" onClick={() => setChanging(false)}>
              {t('cancel')}
            </Button>
          )
        }
      />
    </>
  );
}

function CastFailed({ run, failed }: { run: Run; failed: Failed }) {
  const { t } = useI18n();
  // The item that is wrong, where the server names one.
  const item = run.poll?.items.find(({ id }) => failed.field === String(id));
  if (failed.unknown) return <Notice tone="warning">{t('poll.unknown')}</Notice>;
  return (
    <Notice tone="danger">
      <p>{t('poll.refused', { why: t(errorKey(failed.code ?? ErrorCode.UNSPECIFIED)) })}</p>
      {item && (
        <p>
          <Said text={item.question} />
        </p>
      )}
    </Notice>
  );
}
