// Results that facilitators have put where everyone sees them, large.
import { useI18n } from '../../../../i18n/i18n-provider';
import { Said } from '../said';
import { useResults, useRun } from '../use-polls';
import { RunResultsPart } from './run-results';
import '../poll.css';

export function SpotlitRun({ runId }: { runId: string }) {
  const { t } = useI18n();
  const run = useRun(runId);
  const results = useResults(runId);
  if (!run || !results) return <p>{t('poll.notHere')}</p>;
  return (
    <div className="poll-spotlit">
      <p className="spotlight-text">
        {t('poll.resultsOf')} <Said text={run.poll?.title} />
      </p>
      <RunResultsPart run={run} results={results} />
    </div>
  );
}
