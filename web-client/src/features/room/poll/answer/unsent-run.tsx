// A run that closed before someone had sent what they put in: said, and shown to be copied.
import { useI18n } from '../../../../i18n/i18n-provider';
import type { Run } from '../../../../protocol/convene/v1/poll_pb';
import { Button } from '../../../../ui/button';
import { Notice } from '../../../../ui/notice';
import { Said } from '../said';
import { readSheet } from './answers';
import { SavedAnswers } from './saved-answers';
import type { Unsent } from './use-unsent';

interface UnsentRunProps {
  unsent: Unsent;
  onSeen: (run: Run) => void;
}

export function UnsentRun({ unsent: { run, sheet }, onSeen }: UnsentRunProps) {
  const { t } = useI18n();
  const { answers } = readSheet(run.poll?.items ?? [], sheet);
  return (
    <section className="poll-card" data-testid="unsent-run">
      <Notice
        tone="warning"
        urgent
        actions={
          <Button size="small" onClick={() => onSeen(run)}>
            {t('poll.unsent.seen')}
          </Button>
        }
      >
        <p>
          <strong>
            <Said text={run.poll?.title} />
          </strong>
        </p>
        <p>{t('poll.unsent')}</p>
      </Notice>
      <SavedAnswers poll={run.poll} answers={answers} />
    </section>
  );
}
