// How good a plan is: one sentence, then what it is measured against.
import { useI18n } from '../../../../i18n/i18n-provider';
import type { RoundPlan } from '../../../../protocol/convene/v1/breakout_pb';
import { ReportPicture } from './report-picture';
import { keptSentence, measuresOf, reportSentence } from './report-words';

export function PlanReportPart({ plan: { report, unplaced } }: { plan: RoundPlan }) {
  const { t } = useI18n();
  if (!report) return null;
  const kept = keptSentence(report, t);
  const measures = measuresOf(report);
  return (
    <section className="report" aria-label={t('report.title')}>
      <p className="report-sentence" role="status">
        {reportSentence(report, unplaced.length, t)}
      </p>
      {kept !== '' && <p>{kept}</p>}
      {measures.length > 0 && (
        <>
          <ul className="report-measures">
            {measures.map((measure) => (
              <ReportPicture key={measure.key} measure={measure} />
            ))}
          </ul>
          <p className="muted">{t('report.legend')}</p>
        </>
      )}
    </section>
  );
}
