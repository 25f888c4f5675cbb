// One finding: what was looked at, how it went, and what a help desk could do about it.
import type { MessageKey } from '../../i18n/en';
import { useI18n } from '../../i18n/i18n-provider';
import { findingKey, hintKey, measuredWords } from './finding-words';
import type { Finding, Measured, Subject } from './outcome';
import { gradeOf } from './outcome';

interface FindingRowProps {
  subject: Subject;
  finding: Finding;
  measured: Measured;
  /** Not known yet. */
  open: boolean;
}

export function FindingRow({ subject, finding, measured, open }: FindingRowProps) {
  const { t } = useI18n();
  const grade = open ? 'unknown' : gradeOf(subject, finding);
  const hint = open ? undefined : hintKey(subject, finding);
  const detail = open ? '' : measuredWords(subject, measured, t);
  const words: MessageKey = open ? 'check.open' : findingKey(subject, finding);
  return (
    <li className="check-row" data-testid={`check-${subject}`} data-grade={grade}>
      <p className="check-row-head">
        <span className="check-subject">{t(`check.${subject}`)}</span>{' '}
        <span className={`check-finding check-${grade}`}>{t(words)}</span>
      </p>
      {detail && <p className="muted numbers">{detail}</p>}
      {hint && <p className="muted">{t(hint, { host: window.location.host })}</p>}
    </li>
  );
}
