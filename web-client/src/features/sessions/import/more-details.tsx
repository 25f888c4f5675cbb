// What one need not decide: some of the people who are added, and those who simply stay.
import { JOB_WORDS } from '../../../i18n/enum-words';
import { useI18n } from '../../../i18n/i18n-provider';
import type { RowPreview } from '../../../protocol/convene/v1/in_session_pb';

const SAMPLE = 10;
/** The preview lists no more of them. */
const ABSENT_MAX = 100;

interface MoreDetailsProps {
  added: readonly RowPreview[];
  absentNames: readonly string[];
}

export function MoreDetails({ added, absentNames }: MoreDetailsProps) {
  const { t } = useI18n();
  const most = absentNames.length >= ABSENT_MAX;
  return (
    <>
      {added.length > 0 && (
        <details className="card">
          <summary>{t('import.additions')}</summary>
          <ul className="rows">
            {added.slice(0, SAMPLE).map(({ row, name, email, organisation, jobRole }) => (
              <li key={row} className="import-row">
                <span className="row-title">{name}</span>
                <span className="row-meta">
                  {[t(JOB_WORDS[jobRole]), organisation?.name, email].filter(Boolean).join(' · ')}
                </span>
              </li>
            ))}
          </ul>
        </details>
      )}
      {absentNames.length > 0 && (
        <details className="card">
          <summary>{t('import.absent', { count: absentNames.length })}</summary>
          <p>{t(most ? 'import.absent.most' : 'import.absent.stay')}</p>
          <p className="muted">{absentNames.join(', ')}</p>
        </details>
      )}
    </>
  );
}
