// The result in plain words, and the code to read to a help desk.
import { useI18n } from '../../i18n/i18n-provider';
import { Notice } from '../../ui/notice';
import { encode, spaced } from './help-desk-code';
import type { Outcome, Verdict } from './outcome';
import { SUBJECTS, verdictOf } from './outcome';

const TONES: Record<Verdict, 'positive' | 'warning' | 'danger'> = {
  fine: 'positive',
  anotherWay: 'positive',
  noWay: 'danger',
  noCookies: 'danger',
  unreachable: 'danger',
};

interface CheckResultProps {
  outcome: Outcome;
  /** How many of all findings there are. */
  done: number;
}

export function CheckResult({ outcome, done }: CheckResultProps) {
  const { t } = useI18n();
  const all = SUBJECTS.length;
  if (done < all) {
    return (
      <div className="check-progress">
        <p role="status">{t('check.running')}</p>
        <progress max={all} value={done} aria-label={t('check.progress')} />
        <p className="muted numbers" aria-hidden="true">
          {t('check.progress.of', { done, all })}
        </p>
      </div>
    );
  }
  const verdict = verdictOf(outcome);
  const slow = outcome.speed === 'slow' || outcome.speed === 'crawling';
  return (
    <Notice tone={TONES[verdict]} title={t(`check.verdict.${verdict}`)} urgent>
      <p>{t(`check.verdict.${verdict}.body`)}</p>
      {slow && <p>{t('check.verdict.slow')}</p>}
      <Code code={encode(outcome)} />
    </Notice>
  );
}

function Code({ code }: { code: string }) {
  const { t } = useI18n();
  return (
    <p>
      {t('check.code.label')}{' '}
      <strong className="check-code" aria-hidden="true" data-testid="check-code">
        {spaced(code)}
      </strong>
      {/* Letter by letter: it is no word. */}
      <span className="visually-hidden">{Array.from(code).join(' ')}</span>
    </p>
  );
}
