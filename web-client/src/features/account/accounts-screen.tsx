// Admins see who has an account, and invite colleagues.
import { useState } from 'react';
import { call } from '../../api/call';
import { useLoad } from '../../api/use-load';
import { PERMISSION_WORDS } from '../../i18n/enum-words';
import { useI18n } from '../../i18n/i18n-provider';
import type { Account, Invitation } from '../../protocol/convene/v1/api_pb';
import { Convene } from '../../protocol/convene/v1/api_pb';
import { CopyField } from '../../ui/copy-field';
import { Loaded } from '../../ui/loaded';
import { Notice } from '../../ui/notice';
import { Page } from '../../ui/page';
import { InviteForm } from './invite-form';

const loadAccounts = (signal: AbortSignal) => call(Convene.method.listAccounts, {}, { signal });

export function AccountsScreen() {
  const { t } = useI18n();
  const load = useLoad(loadAccounts);
  const [invitation, setInvitation] = useState<Invitation>();

  return (
    <Loaded load={load} title={t('accounts.title')}>
      {(accounts) => (
        <Page title={t('accounts.title')} lead={<p>{t('accounts.body')}</p>} width="wide">
          <div className="columns">
            <AccountTable accounts={accounts.accounts} />
            <div className="stack">
              {invitation?.account && (
                <Notice tone="positive" urgent title={t('accounts.link')}>
                  <p>{t('accounts.link.body', { name: invitation.account.name })}</p>
                  <CopyField label={t('accounts.link')} value={invitation.link} />
                </Notice>
              )}
              <InviteForm
                onInvited={(made) => {
                  setInvitation(made);
                  const added = made.account ? [made.account] : [];
                  load.replace({ ...accounts, accounts: [...accounts.accounts, ...added] });
                }}
              />
            </div>
          </div>
        </Page>
      )}
    </Loaded>
  );
}

function AccountTable({ accounts }: { accounts: readonly Account[] }) {
  const { t } = useI18n();
  if (accounts.length === 0) return <p className="empty">{t('accounts.empty')}</p>;
  return (
    <div className="table-frame">
      <table className="table" aria-label={t('accounts.title')}>
        <thead>
          <tr>
            <th scope="col">{t('name.label')}</th>
            <th scope="col">{t('accounts.permission')}</th>
            <th scope="col">{t('accounts.status')}</th>
          </tr>
        </thead>
        <tbody>
          {accounts.map(({ id, name, email, permission, active }) => (
            <tr key={id}>
              <th scope="row">
                {name}
                <span className="cell-meta">{email}</span>
              </th>
              <td>{t(PERMISSION_WORDS[permission])}</td>
              <td>{t(active ? 'accounts.active' : 'accounts.invited')}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
