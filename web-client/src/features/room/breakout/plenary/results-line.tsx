// One line in the plenary: how many rooms brought something back, and the way to read it.
import { useState } from 'react';
import { useI18n } from '../../../../i18n/i18n-provider';
import type { RoundResults } from '../../../../protocol/convene/v1/breakout_pb';
import { SessionState } from '../../../../protocol/convene/v1/session_pb';
import { Button } from '../../../../ui/button';
import { later } from '../../../../ui/later';
import { useFacilitating, useRoom, useRoomState } from '../../room-context';
import { eitherOf } from '../room-words';
import { useReports } from '../use-rooms';

const ResultsDialog = later(async () => (await import('./results-dialog')).ResultsDialog, {
  quiet: true,
});
const ReportsDialog = later(async () => (await import('./reports-dialog')).ReportsDialog, {
  quiet: true,
});

export function ResultsLine({ last }: { last: RoundResults }) {
  const { t, language } = useI18n();
  const { engine } = useRoom();
  const runs = useFacilitating();
  const live = useRoomState(({ view }) => view?.session?.state === SessionState.LIVE);
  const reports = useReports();
  const [shown, setShown] = useState<'results' | 'reports'>();
  return (
    <div className="results-line" data-testid="results-line">
      <Button kind="plain" size="small" onClick={() => setShown('results')}>
        {t('results.line', {
          title: eitherOf(last.title, language).words,
          some: last.rooms.length,
          count: last.roomCount,
        })}
      </Button>
      {runs && live && !reports && (
        <Button size="small" onClick={() => setShown('reports')}>
          {t('reports.start')}
        </Button>
      )}
      {shown === 'results' && <ResultsDialog onClose={() => setShown(undefined)} />}
      {shown === 'reports' && engine && (
        <ReportsDialog engine={engine} results={last} onClose={() => setShown(undefined)} />
      )}
    </div>
  );
}
