// Draws what is being loaded in each of its states; loading and failing are designed, too.
import type { ReactNode } from 'react';
import type { ApiError } from '../api/api-error';
import type { Load } from '../api/use-load';
import { errorKey } from '../i18n/error-words';
import { useI18n } from '../i18n/i18n-provider';
import { Button } from './button';
import { Notice } from './notice';
import { Page } from './page';

interface LoadedProps<T> {
  load: Load<T>;
  /** The screen's heading while there is nothing else to say. */
  title: string;
  failed?: (error: ApiError) => ReactNode;
  children: (value: T) => ReactNode;
}

export function Loaded<T>({ load, title, failed, children }: LoadedProps<T>) {
  const { t } = useI18n();
  switch (load.state.kind) {
    case 'loading':
      return (
        <main id="content" className="page page-narrow">
          <p className="loading" role="status">
            {t('loading')}
          </p>
        </main>
      );
    case 'failed':
      return (
        failed?.(load.state.error) ?? (
          <Page title={title}>
            <FailedNotice error={load.state.error} onRetry={load.reload} />
          </Page>
        )
      );
    case 'ready':
      return children(load.state.value);
  }
}

export function FailedNotice({ error, onRetry }: { error: ApiError; onRetry?: () => void }) {
  const { t } = useI18n();
  const offline = error.status === 0;
  return (
    <Notice
      tone="danger"
      title={t(offline ? 'offline.title' : 'failed.title')}
      actions={onRetry && <Button onClick={onRetry}>{t('tryAgain')}</Button>}
    >
      <p>{t(offline ? 'offline.body' : errorKey(error.code))}</p>
      {error.requestId && error.status >= 500 && (
        <p className="muted">{t('failed.reference', { id: error.requestId })}</p>
      )}
    </Notice>
  );
}
