// Facilitators lead through the reports. Two who press the same button at once go on once.
import { useI18n } from '../../../../i18n/i18n-provider';
import type { Reports } from '../../../../protocol/convene/v1/breakout_pb';
import type { Engine } from '../../../../session/engine';
import { Button } from '../../../../ui/button';
import { useAsking } from '../../use-asking';
import { setReports } from '../room-commands';

interface ReportsControlsProps {
  engine: Engine;
  reports: Reports;
}

export function ReportsControls({ engine, reports }: ReportsControlsProps) {
  const { t } = useI18n();
  const busy = useAsking('setReports');
  const { roundId, turns, seconds, now } = reports;
  const rooms = turns.map(({ room }) => room);
  const last = now >= turns.length;
  /** By the number of the turn that is meant, and so never one too far. */
  const go = (to: number) => {
    if (to < 1 || to > turns.length) return;
    engine.send(setReports({ roundId, rooms, seconds, now: to }));
  };
  return (
    <div className="my-room-ways">
      <Button
        kind={last ? 'quiet' : 'primary'}
        size="small"
        busy={busy}
        aria-disabled={busy || last || undefined}
        onClick={() => go(now + 1)}
      >
        {t(now === 0 ? 'reports.begin' : 'reports.on')}
      </Button>
      <Button
        size="small"
        busy={busy}
        aria-disabled={busy || now <= 1 || undefined}
        onClick={() => go(now - 1)}
      >
        {t('reports.back')}
      </Button>
      <Button
        size="small"
        busy={busy}
        aria-disabled={busy || now === 0 || undefined}
        onClick={() => go(now)}
      >
        {t('reports.more')}
      </Button>
      <Button
        kind="plain"
        size="small"
        busy={busy}
        onClick={() => engine.send(setReports({ roundId, rooms: [], seconds, now: 0 }))}
      >
        {t('reports.stop')}
      </Button>
    </div>
  );
}
