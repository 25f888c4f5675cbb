// The plan before beside the new one, and the way back to it.
import { useId, useState } from 'react';
import { useI18n } from '../../../../i18n/i18n-provider';
import type { RoundPlan } from '../../../../protocol/convene/v1/breakout_pb';
import { Button } from '../../../../ui/button';
import type { PlanDraft } from './plan-draft';
import { presentPlan, withEarlier } from './plan-draft';
import { measuresOf, measureWords, reportSentence } from './report-words';

interface ComparePlansProps {
  draft: PlanDraft;
  onChange: (draft: PlanDraft) => void;
}

export function ComparePlans({ draft, onChange }: ComparePlansProps) {
  const { t } = useI18n();
  const titleId = useId();
  const [said, setSaid] = useState('');
  const { earlier } = draft;
  if (!earlier) return null;
  return (
    <details className="wall-fold compare">
      <summary>{t('compare.title')}</summary>
      <p className="visually-hidden" role="status">
        {said}
      </p>
      <div className="pair">
        <section aria-labelledby={`${titleId}-new`}>
          <h4 id={`${titleId}-new`}>{t('compare.new')}</h4>
          <Figures plan={presentPlan(draft)} />
        </section>
        <section aria-labelledby={`${titleId}-old`}>
          <h4 id={`${titleId}-old`}>{t('compare.earlier')}</h4>
          <Figures plan={earlier} />
          {/* Pressed twice, it is as it was: the two change places. */}
          <Button
            size="small"
            onClick={() => {
              onChange(withEarlier(draft));
              setSaid(t('compare.done'));
            }}
          >
            {t('compare.back')}
          </Button>
        </section>
      </div>
    </details>
  );
}

function Figures({ plan: { rooms, report, unplaced } }: { plan: RoundPlan }) {
  const { t } = useI18n();
  const people = rooms.reduce((sum, { places }) => sum + places.length, 0);
  // What was dealt by hand, or saved long ago, was never measured.
  if (!report) return <p>{t('rounds.count', { rooms: rooms.length, people })}</p>;
  return (
    <>
      <p>{reportSentence(report, unplaced.length, t)}</p>
      <ul className="compare-figures">
        {measuresOf(report).map((measure) => (
          <li key={measure.key}>
            {t(`report.${measure.key}`)} {measureWords(measure, t)}
          </li>
        ))}
      </ul>
    </>
  );
}
