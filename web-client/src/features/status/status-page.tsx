// The status from top to bottom: is it well, who serves, where is it kept, how quick, what was lost.
import { useState } from 'react';
import type { Load } from '../../api/use-load';
import { useI18n } from '../../i18n/i18n-provider';
import { Page } from '../../ui/page';
import { StorageNote } from '../../ui/storage-note';
import { AsOf } from './as-of';
import { Figures } from './figures';
import type { Snapshot } from './load-status';
import { Losses } from './losses';
import { NodeTable } from './node-table';
import { useRefresh } from './use-refresh';
import { useVisible } from './use-visible';
import { Verdict } from './verdict';

interface StatusPageProps {
  snapshot: Snapshot;
  load: Load<Snapshot>;
}

export function StatusPage({ snapshot, load }: StatusPageProps) {
  const { t } = useI18n();
  const [refreshes, setRefreshes] = useState(true);
  const failure = useRefresh(load, useVisible() && refreshes);
  const { status, atMs } = snapshot;
  return (
    <Page title={t('status.title')} width="wide">
      <Verdict status={status} atMs={atMs} failure={failure} />
      <div className="status-asof">
        <AsOf atMs={atMs} />
        <label className="choice">
          <input
            type="checkbox"
            checked={refreshes}
            onChange={({ target }) => setRefreshes(target.checked)}
          />
          {t('status.refreshes')}
        </label>
      </div>
      <section aria-labelledby="status-nodes" className="status-section">
        <h2 id="status-nodes">
          {t('status.nodes')}{' '}
          {status.nodes.length > 0 && <span className="count">{status.nodes.length}</span>}
        </h2>
        <NodeTable nodes={status.nodes} />
      </section>
      <section aria-labelledby="status-kept" className="status-section">
        <h2 id="status-kept">{t('status.kept')}</h2>
        {status.storage ? (
          <StorageNote storage={status.storage} />
        ) : (
          <p className="muted">{t('status.kept.notSaid')}</p>
        )}
      </section>
      <Figures status={status} />
      <Losses losses={status.losses} />
    </Page>
  );
}
