// How the installation is, for staff: one sentence, and what it rests on.
import { useLoad } from '../../api/use-load';
import { useI18n } from '../../i18n/i18n-provider';
import { Loaded } from '../../ui/loaded';
import { loadStatus } from './load-status';
import { NoStatus } from './no-status';
import './status.css';
import { StatusPage } from './status-page';

export function StatusScreen() {
  const { t } = useI18n();
  const load = useLoad(loadStatus);
  return (
    <Loaded
      load={load}
      title={t('status.title')}
      failed={({ status }) =>
        // Any other failure is said as everywhere.
        status === 401 || status === 403 || status === 404 ? <NoStatus why={status} /> : undefined
      }
    >
      {(snapshot) => <StatusPage snapshot={snapshot} load={load} />}
    </Loaded>
  );
}
