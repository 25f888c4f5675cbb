// The top of ordinary screens: the product, where one can go, who one is, the language.
import { call } from '../api/call';
import { useMe } from '../api/me-provider';
import { useI18n } from '../i18n/i18n-provider';
import { navigate } from '../lib/navigation';
import type { Account } from '../protocol/convene/v1/api_pb';
import { Convene } from '../protocol/convene/v1/api_pb';
import { Permission } from '../protocol/convene/v1/roster_pb';
import { Button } from '../ui/button';
import { LanguageSwitch } from '../ui/language-switch';
import { Link } from '../ui/link';

export function TopBar() {
  const { t } = useI18n();
  const { state } = useMe();
  const account = state.kind === 'ready' ? state.value.account : undefined;
  return (
    <header className="top">
      <Link to="/" className="brand">
        <span className="brand-mark" aria-hidden="true" />
        {t('app.name')}
      </Link>
      {account && <MainNav account={account} />}
      <div className="top-end">
        {account && <SignOut account={account} />}
        <LanguageSwitch />
      </div>
    </header>
  );
}

function MainNav({ account }: { account: Account }) {
  const { t } = useI18n();
  return (
    <nav className="top-nav" aria-label={t('nav.main')}>
      <Link to="/sessions">{t('nav.sessions')}</Link>
      {account.permission === Permission.ADMIN && <Link to="/accounts">{t('nav.accounts')}</Link>}
    </nav>
  );
}

function SignOut({ account }: { account: Account }) {
  const { t } = useI18n();
  const me = useMe();

  async function handleSignOut() {
    try {
      await call(Convene.method.signOut, {});
    } catch {
      // Without an answer we do not know: ask anew who we are.
      return me.reload();
    }
    if (me.state.kind === 'ready') me.replace({ ...me.state.value, account: undefined });
    navigate('/');
  }

  return (
    <>
      <span className="top-who">{account.name}</span>
      <Button kind="plain" size="small" onClick={() => void handleSignOut()}>
        {t('signOut')}
      </Button>
    </>
  );
}
