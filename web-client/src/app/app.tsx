// Finds the screen for the present address and frames it.
import type { ReactNode } from 'react';
import { Suspense, useEffect } from 'react';
import { useMe } from '../api/me-provider';
import { useI18n } from '../i18n/i18n-provider';
import { matchPath } from '../lib/match-path';
import { navigate } from '../lib/navigation';
import { Link } from '../ui/link';
import { Page } from '../ui/page';
import { useLocation } from '../ui/use-location';
import { CrashBoundary } from './crash-boundary';
import type { Route } from './routes';
import { ROUTES } from './routes';
import { TopBar } from './top-bar';

const NEXT_AFTER_MS = 1500;

export function App() {
  const { t } = useI18n();
  const { path, query } = useLocation();
  const { route, screen } = find(path, query);
  const next = route?.next;

  useEffect(() => {
    // When the present screen has what it needs. A failure shows itself when it is needed.
    const id = setTimeout(() => next?.().catch(() => undefined), NEXT_AFTER_MS);
    return () => clearTimeout(id);
  }, [next]);

  return (
    <>
      <a className="skip" href="#content">
        {t('skip.toContent')}
      </a>
      {route?.frame !== 'full' && <TopBar />}
      <CrashBoundary key={path}>
        <Suspense fallback={<Coming />}>
          <Guard needs={route?.needs} path={path}>
            {screen}
          </Guard>
        </Suspense>
      </CrashBoundary>
    </>
  );
}

function find(path: string, query: URLSearchParams): { route?: Route; screen: ReactNode } {
  for (const route of ROUTES) {
    const params = matchPath(route.pattern, path);
    if (params) return { route, screen: route.render(params, query) };
  }
  return { screen: <NotFound /> };
}

interface GuardProps {
  needs: Route['needs'];
  path: string;
  children: ReactNode;
}

/** Leads people to the screen that they can use. The server is who enforces it. */
function Guard({ needs, path, children }: GuardProps) {
  const { state } = useMe();
  const signedIn = state.kind === 'ready' && state.value.account !== undefined;
  const signedOut = state.kind === 'ready' && state.value.account === undefined;
  const elsewhere =
    needs === 'account' && signedOut
      ? `/sign-in?next=${encodeURIComponent(path)}`
      : path === '/' && signedIn
        ? '/sessions'
        : undefined;

  useEffect(() => {
    if (elsewhere) navigate(elsewhere, 'replace');
  }, [elsewhere]);

  return elsewhere ? null : children;
}

/** A screen that is on its way. Only one that is late says so. */
function Coming() {
  const { t } = useI18n();
  return (
    <main id="content" className="page page-narrow">
      <p className="loading late" role="status">
        {t('loading')}
      </p>
    </main>
  );
}

function NotFound() {
  const { t } = useI18n();
  return (
    <Page title={t('notFound.title')} lead={<p>{t('notFound.body')}</p>}>
      <p>
        <Link to="/">{t('back.home')}</Link>
      </p>
    </Page>
  );
}
