// Polls in the middle of the room: what is asked now, and what came of the last one.
import { useState } from 'react';
import { useI18n } from '../../../i18n/i18n-provider';
import type { Run } from '../../../protocol/convene/v1/poll_pb';
import { Button } from '../../../ui/button';
import { RunCard } from './answer/run-card';
import { UnsentRun } from './answer/unsent-run';
import { RunResultsPart } from './result/run-results';
import { Said } from './said';
import type { PollStage } from './use-poll-stage';
import { useResults } from './use-polls';
import './poll.css';

export function PollStagePart({ stage }: { stage: PollStage }) {
  const { open, closed, unsent, onSeen } = stage;
  return (
    <div className="polls-here">
      {open.map((run) => (
        <RunCard key={run.id} run={run} />
      ))}
      {unsent.map((one) => (
        <UnsentRun key={one.run.id} unsent={one} onSeen={onSeen} />
      ))}
      {closed && <ClosedRun key={closed.id} run={closed} />}
    </div>
  );
}

function ClosedRun({ run }: { run: Run }) {
  const { t } = useI18n();
  const results = useResults(run.id);
  const [folded, setFolded] = useState(false);
  if (!results) return null;
  return (
    <section className="poll-card" data-testid="closed-run">
      <header className="poll-head poll-head-closed">
        <h2>
          {t('poll.resultsOf')} <Said text={run.poll?.title} />
        </h2>
        <Button
          kind="plain"
          size="small"
          aria-expanded={!folded}
          onClick={() => setFolded(!folded)}
        >
          {t(folded ? 'poll.unfold' : 'poll.fold')}
        </Button>
      </header>
      {!folded && <RunResultsPart run={run} results={results} />}
    </section>
  );
}
