// What came of a run: item by item, by group, in one's own groups, and who chose what.
import { useState } from 'react';
import { useI18n } from '../../../../i18n/i18n-provider';
import type { Run, RunResults } from '../../../../protocol/convene/v1/poll_pb';
import { PollPrivacy } from '../../../../protocol/convene/v1/poll_pb';
import { Button } from '../../../../ui/button';
import { later } from '../../../../ui/later';
import { useFacilitating, useRoom } from '../../room-context';
import { useMyBallot } from '../use-polls';
import { GroupResults } from './group-results';
import { ItemResult } from './item-result';
import { OwnGroups } from './own-groups';

const BallotsDialog = later(async () => (await import('./ballots-dialog')).BallotsDialog, {
  quiet: true,
});

interface RunResultsPartProps {
  run: Run;
  results: RunResults;
}

export function RunResultsPart({ run, results }: RunResultsPartProps) {
  const { t } = useI18n();
  const { engine } = useRoom();
  const runs = useFacilitating();
  const ballot = useMyBallot(run.id);
  const [asked, setAsked] = useState(false);
  const { items = [], privacy } = run.poll ?? {};
  const names =
    engine !== undefined &&
    (privacy === PollPrivacy.NAMED || (privacy === PollPrivacy.CONFIDENTIAL && runs));
  return (
    <div className="poll-results" data-testid="run-results" data-run={run.id}>
      <p className="numbers">
        {t('tally.rate', { some: results.answered, count: results.eligible })}
      </p>
      {run.openingBallots && <p role="status">{t('tally.opening')}</p>}
      {results.tooFew ? (
        <p className="poll-few">{t('tally.tooFew')}</p>
      ) : (
        <>
          {items.map((item) => {
            const tally = results.items.find(({ itemId }) => itemId === item.id);
            return tally && <ItemResult key={item.id} runId={run.id} item={item} tally={tally} />;
          })}
          <GroupResults run={run} rows={results.groups} />
        </>
      )}
      <OwnGroups run={run} rows={ballot?.rows ?? []} />
      {names && !results.tooFew && results.answered > 0 && (
        <Button kind="plain" size="small" onClick={() => setAsked(true)}>
          {t('tally.who')}
        </Button>
      )}
      {asked && <BallotsDialog run={run} onClose={() => setAsked(false)} />}
    </div>
  );
}
