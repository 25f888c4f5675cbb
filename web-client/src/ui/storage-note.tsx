// Where everything is kept, and what may fail without loss; said to staff.
import { useI18n } from '../i18n/i18n-provider';
import type { Storage } from '../protocol/convene/v1/api_pb';
import { StorageKind } from '../protocol/convene/v1/api_pb';
import { Notice } from './notice';

export function StorageNote({ storage }: { storage: Storage }) {
  const { t } = useI18n();
  if (storage.weaknesses.length > 0) {
    return (
      <Notice tone="warning" title={t('storage.unsafe')}>
        <p>{t('storage.unsafe.body')}</p>
        <ul lang="en">
          {storage.weaknesses.map((weakness) => (
            <li key={weakness}>{weakness}</li>
          ))}
        </ul>
      </Notice>
    );
  }
  const redis = storage.kind === StorageKind.REDIS;
  return (
    <p className="muted">
      {redis
        ? t('storage.redis', { replicas: storage.replicas, total: storage.replicas + 1 })
        : t('storage.embedded')}
    </p>
  );
}
