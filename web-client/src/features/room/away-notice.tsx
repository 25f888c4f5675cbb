// "You were away 3 min: 12 new lines": what happened while the connection was gone.
import { useI18n } from '../../i18n/i18n-provider';
import type { Translate } from '../../i18n/translate';
import type { Away } from '../../session/away';
import type { Engine } from '../../session/engine';
import { Button } from '../../ui/button';
import { Notice } from '../../ui/notice';
import { useStore } from '../../ui/use-store';

export function AwayNotice({ engine }: { engine: Engine }) {
  const { t } = useI18n();
  const away = useStore(engine.store, (state) => state.away);
  if (!away) return null;
  return (
    <Notice
      tone={away.diverged ? 'warning' : 'plain'}
      actions={
        <Button kind="plain" size="small" onClick={() => engine.dismissAway()}>
          {t('away.dismiss')}
        </Button>
      }
    >
      <p>{awayWords(away, t)}</p>
      {away.diverged && <p>{t('away.diverged')}</p>}
    </Notice>
  );
}

export function awayWords({ ms, lines }: Away, t: Translate): string {
  const seconds = Math.round(ms / 1000);
  const time =
    seconds < 60
      ? t('away.seconds', { seconds })
      : t('away.minutes', { minutes: Math.round(seconds / 60) });
  return t('away.said', { time, lines });
}
