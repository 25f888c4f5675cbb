// An open run, for whoever runs the session: how many have answered, and its time.
import { useId } from 'react';
import { useI18n } from '../../../../i18n/i18n-provider';
import type { Run } from '../../../../protocol/convene/v1/poll_pb';
import type { Engine } from '../../../../session/engine';
import { Button } from '../../../../ui/button';
import { RunTime } from '../answer/run-time';
import { closePoll, extendPoll } from '../poll-commands';
import { Said } from '../said';
import { useResults } from '../use-polls';
import { RatePart } from './rate-part';

export function OpenRunControls({ engine, run }: { engine: Engine; run: Run }) {
  const { t } = useI18n();
  const id = useId();
  const results = useResults(run.id);
  return (
    <section className="poll-running" aria-labelledby={id} data-testid="open-run">
      <p className="poll-where">
        <strong id={id}>
          {t('pollDesk.running')} <Said text={run.poll?.title} />
        </strong>
        <RunTime endsAtMs={run.endsAtMs} />
      </p>
      {results && <RatePart run={run} results={results} />}
      <div className="form-actions">
        {run.endsAtMs > 0n && (
          <>
            <Button size="small" onClick={() => engine.send(extendPoll(run.id, 30))}>
              {t('pollDesk.more30')}
            </Button>
            <Button size="small" onClick={() => engine.send(extendPoll(run.id, 120))}>
              {t('pollDesk.more120')}
            </Button>
          </>
        )}
        <Button size="small" kind="primary" onClick={() => engine.send(closePoll(run.id))}>
          {t('pollDesk.close')}
        </Button>
      </div>
    </section>
  );
}
