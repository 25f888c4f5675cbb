// How old the roster on the screen is, and the way to a newer one.
import { useSubmit } from '../../../api/use-submit';
import { useI18n } from '../../../i18n/i18n-provider';
import { Button } from '../../../ui/button';
import { FailedNotice } from '../../../ui/loaded';

interface DeskRefreshProps {
  atMs: number;
  onRefresh: () => Promise<void>;
}

export function DeskRefresh({ atMs, onRefresh }: DeskRefreshProps) {
  const { t, dates } = useI18n();
  const { busy, error, run } = useSubmit();
  return (
    <>
      {error && <FailedNotice error={error} />}
      <p className="desk-refresh">
        <Button size="small" busy={busy} onClick={() => void run(onRefresh)}>
          {t('desk.refresh')}
        </Button>{' '}
        <span className="muted" role="status">
          {t('desk.refreshed', { time: dates.time(atMs) })}
        </span>
      </p>
    </>
  );
}
