// Without a seat: whoever has an account enters as the team, everyone else with a code.
import { useMe } from '../../api/me-provider';
import { useI18n } from '../../i18n/i18n-provider';
import { Link } from '../../ui/link';
import { useRoom } from './room-context';

export function OtherWaysIn() {
  const { t } = useI18n();
  const { sessionId } = useRoom();
  const { state } = useMe();
  const account = state.kind === 'ready' ? state.value.account : undefined;
  return (
    <>
      {account && (
        <>
          <p>{t('join.asTeam.body', { name: account.name })}</p>
          <Link
            to={`/s/${encodeURIComponent(sessionId)}?as=team`}
            className="button button-primary"
          >
            {t('join.asTeam')}
          </Link>
        </>
      )}
      <Link to="/join" className={`button button-${account ? 'quiet' : 'primary'}`}>
        {t('end.joinByCode')}
      </Link>
    </>
  );
}
