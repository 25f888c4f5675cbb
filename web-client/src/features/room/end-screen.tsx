// The connection is over for good: why, and the one thing that helps.
import { useI18n } from '../../i18n/i18n-provider';
import { assertNever } from '../../lib/assert-never';
import { currentLocation } from '../../lib/navigation';
import type { EndReason } from '../../session/connection';
import type { Engine } from '../../session/engine';
import { Button } from '../../ui/button';
import { LanguageSwitch } from '../../ui/language-switch';
import { Link } from '../../ui/link';
import { Page } from '../../ui/page';
import { ConnectionWord } from './connection-word';
import { OtherWaysIn } from './other-ways-in';

interface EndScreenProps {
  reason: EndReason;
  asTeam: boolean;
  engine: Engine;
}

export function EndScreen({ reason, asTeam, engine }: EndScreenProps) {
  const { t } = useI18n();
  return (
    <>
      <div className="corner">
        <LanguageSwitch />
      </div>
      <Page title={t(`end.${reason}.title`)} lead={<p>{t(`end.${reason}.body`)}</p>}>
        <div className="form-actions">
          <Help reason={reason} asTeam={asTeam} engine={engine} />
          <Link to="/" className="button button-plain">
            {t('back.home')}
          </Link>
        </div>
        <ConnectionWord engine={engine} />
      </Page>
    </>
  );
}

function Help({ reason, asTeam, engine }: EndScreenProps) {
  const { t } = useI18n();
  switch (reason) {
    case 'removed':
    case 'not-found':
      return null;
    case 'signed-out':
    case 'not-signed-in':
    case 'not-allowed': {
      const signIn = `/sign-in?next=${encodeURIComponent(currentLocation())}`;
      if (!asTeam) return <OtherWaysIn />;
      return (
        <Link to={signIn} className="button button-primary">
          {t('signIn.title')}
        </Link>
      );
    }
    case 'protocol':
    case 'unsupported':
      return (
        <Button kind="primary" onClick={() => window.location.reload()}>
          {t('crash.reload')}
        </Button>
      );
    case 'ticket-refused':
    case 'too-large':
    case 'flooding':
    case 'replaced':
      return (
        <Button kind="primary" onClick={() => engine.reconnect()}>
          {t('end.reconnect')}
        </Button>
      );
    default:
      return assertNever(reason);
  }
}
