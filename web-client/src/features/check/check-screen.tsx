// Looks at a network before the event: what works, what comes another way, what to tell a help desk.
import { useI18n } from '../../i18n/i18n-provider';
import { Button } from '../../ui/button';
import { Page } from '../../ui/page';
import './check.css';
import { CheckResult } from './check-result';
import { CodeReader } from './code-reader';
import { FindingRow } from './finding-row';
import { SUBJECTS } from './outcome';
import { useCheck } from './use-check';

export function CheckScreen() {
  const { t } = useI18n();
  const { progress, again } = useCheck();
  const { outcome, measured, open } = progress;
  const done = open.length === 0;
  return (
    <Page title={t('check.title')} lead={<p>{t('check.body')}</p>}>
      <CheckResult outcome={outcome} done={SUBJECTS.length - open.length} />
      <section aria-labelledby="check-findings" className="check-section">
        <h2 id="check-findings">{t('check.findings')}</h2>
        <ul className="check-list card card-flush">
          {SUBJECTS.map((subject) => (
            <FindingRow
              key={subject}
              subject={subject}
              finding={outcome[subject]}
              measured={measured}
              open={open.includes(subject)}
            />
          ))}
        </ul>
        <p>
          <Button busy={!done} onClick={again}>
            {t('check.again')}
          </Button>
        </p>
      </section>
      <CodeReader outcome={done ? outcome : undefined} />
    </Page>
  );
}
