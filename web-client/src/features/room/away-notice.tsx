// "You were away 3 min: 12 new lines": what happened while the connection was gone.
import { useI18n } from '../../i18n/i18n-provider';
import type { Engine } from '../../session/engine';
import { Button } from '../../ui/button';
import { Notice } from '../../ui/notice';
import { useStore } from '../../ui/use-store';

export function AwayNotice({ engine }: { engine: Engine }) {
  const { t } = useI18n();
  const away = useStore(engine.store, (state) => state.away);
  if (!away) return null;
  const minutes = Math.round(away.ms / 60_000);
  return (
    <Notice
      tone={away.diverged ? 'warning' : 'plain'}
      actions={
        <Button kind="plain" size="small" onClick={() => engine.dismissAway()}>
          {t('away.dismiss')}
        </Button>
      }
    >
      <p role="status">{t('away.said', { minutes, lines: away.lines })}</p>
      {away.diverged && <p>{t('away.diverged')}</p>}
    </Notice>
  );
}
