// Whether we are in touch with the server: always in words, never only a colour.

import { useI18n } from '../../i18n/i18n-provider';
import type { Translate } from '../../i18n/translate';
import { assertNever } from '../../lib/assert-never';
import type { Connection } from '../../session/connection';
import type { Engine } from '../../session/engine';
import { useNow } from '../../ui/use-now';
import { useStore } from '../../ui/use-store';

export function ConnectionWord({ engine }: { engine: Engine }) {
  const { t } = useI18n();
  const connection = useStore(engine.store, (state) => state.connection);
  const counting = connection.kind === 'silent' || connection.kind === 'waiting';
  const now = useNow(counting);
  return (
    <p className="connection" data-testid="connection" data-kind={connection.kind}>
      <span className="connection-dot" aria-hidden="true" />
      {connectionWords(connection, now, t)}
    </p>
  );
}

export function connectionWords(connection: Connection, now: number, t: Translate): string {
  switch (connection.kind) {
    case 'connecting':
      return t(connection.attempt === 0 ? 'connection.connecting' : 'connection.reconnecting');
    case 'live':
      return t('connection.live');
    case 'silent':
      return t('connection.silent', { seconds: wholeSeconds(now - connection.sinceMs) });
    case 'waiting':
      return t('connection.waiting', { seconds: wholeSeconds(connection.retryAtMs - now) });
    case 'ended':
      return t('connection.ended');
    default:
      return assertNever(connection);
  }
}

function wholeSeconds(ms: number): number {
  return Math.max(0, Math.round(ms / 1000));
}
