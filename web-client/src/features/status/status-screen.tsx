// How the installation is, for staff: one sentence, and what it rests on.
import { useLoad } from '../../api/use-load';
import { useI18n } from '../../i18n/i18n-provider';
import { Loaded } from '../../ui/loaded';
import { loadStatus } from './load-status';
import type { Why } from './no-status';
import { NoStatus } from './no-status';
import './status.css';
import { StatusPage } from './status-page';

const KNOWN: readonly number[] = [401, 403, 404, 503] satisfies Why[];

function isKnown(status: number): status is Why {
  return KNOWN.includes(status);
}

export function StatusScreen() {
  const { t } = useI18n();
  const load = useLoad(loadStatus);
  return (
    <Loaded
      load={load}
      title={t('status.title')}
      failed={({ status }) =>
        // Any other failure is said as everywhere.
        isKnown(status) ? <NoStatus why={status} /> : undefined
      }
    >
      {(snapshot) => <StatusPage snapshot={snapshot} load={load} />}
    </Loaded>
  );
}
