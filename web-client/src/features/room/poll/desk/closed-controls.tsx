// A closed run, for whoever runs the session: show what came of it, put it large, compare it.
import { useState } from 'react';
import { useI18n } from '../../../../i18n/i18n-provider';
import type { Run } from '../../../../protocol/convene/v1/poll_pb';
import { PollResults } from '../../../../protocol/convene/v1/poll_pb';
import type { Engine } from '../../../../session/engine';
import { isAnonymous, isOpenRun } from '../../../../session/polls';
import { Button } from '../../../../ui/button';
import { later } from '../../../../ui/later';
import { setSpotlight } from '../../commands';
import { useRoomState } from '../../room-context';
import { revealPoll, spotlightRun } from '../poll-commands';
import { useIsShown, useRuns } from '../use-polls';

const CompareDialog = later(async () => (await import('./compare-dialog')).CompareDialog, {
  quiet: true,
});

export function ClosedControls({ engine, run }: { engine: Engine; run: Run }) {
  const { t } = useI18n();
  const shown = useIsShown(run.id);
  const runs = useRuns();
  const spotlit = useRoomState(({ view }) => {
    const on = view?.spotlight?.on;
    return on?.case === 'runId' && on.value === run.id;
  });
  const [comparing, setComparing] = useState(false);
  const { poll } = run;
  const reveals = poll?.results !== PollResults.HIDDEN && !run.openingBallots;
  const earlier = runs.filter(
    (one) => one.poll?.id === poll?.id && one.number < run.number && !isOpenRun(one),
  );
  // Of anonymous ballots nobody knows which two are of one person.
  const compares = earlier.length > 0 && !isAnonymous(poll);
  return (
    <div className="form-actions">
      {reveals && (
        <Button
          size="small"
          kind={shown ? 'quiet' : 'primary'}
          onClick={() => engine.send(revealPoll(run.id, !shown))}
        >
          {t(shown ? 'pollDesk.hide' : 'pollDesk.show')}
        </Button>
      )}
      {shown && (
        <Button
          size="small"
          aria-pressed={spotlit}
          onClick={() => engine.send(spotlit ? setSpotlight(undefined) : spotlightRun(run.id))}
        >
          {t('pollDesk.spotlight')}
        </Button>
      )}
      {compares && (
        <Button size="small" onClick={() => setComparing(true)}>
          {t('pollDesk.compare')}
        </Button>
      )}
      {comparing && (
        <CompareDialog run={run} earlier={earlier} onClose={() => setComparing(false)} />
      )}
    </div>
  );
}
