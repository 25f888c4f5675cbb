// Why there is no status for this person, and where they can go instead.
import type { MessageKey } from '../../i18n/en';
import { useI18n } from '../../i18n/i18n-provider';
import { Link } from '../../ui/link';
import { Notice } from '../../ui/notice';
import { Page } from '../../ui/page';

export type Why = 401 | 403 | 404 | 503;

const WORDS: Record<Why, { title: MessageKey; body: MessageKey; way: MessageKey; to: string }> = {
  401: {
    title: 'status.signedOut',
    body: 'status.signedOut.body',
    way: 'status.signIn',
    to: '/sign-in?next=%2Fstatus',
  },
  403: {
    title: 'status.forStaff',
    body: 'status.forStaff.body',
    way: 'status.toSessions',
    to: '/sessions',
  },
  404: {
    title: 'status.older',
    body: 'status.older.body',
    way: 'status.toSessions',
    to: '/sessions',
  },
  // Who asks is looked up where everything is kept.
  503: {
    title: 'status.unsaved',
    body: 'status.unsaved.todo',
    way: 'status.again',
    to: '/status',
  },
};

export function NoStatus({ why }: { why: Why }) {
  const { t } = useI18n();
  const { title, body, way, to } = WORDS[why];
  return (
    <Page title={t('status.title')}>
      <Notice urgent title={t(title)}>
        <p>{t(body)}</p>
        <p>
          <Link to={to}>{t(way)}</Link>
        </p>
      </Notice>
    </Page>
  );
}
