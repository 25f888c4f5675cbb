// Every address of the client and the screen behind it: the only place where features meet.
import type { ReactNode } from 'react';
import { lazy } from 'react';
import { CodeScreen } from '../features/join/code-screen';
import { JoinByCodeScreen } from '../features/join/join-by-code-screen';
import { PersonalLinkScreen } from '../features/join/personal-link-screen';
import { withWords } from '../i18n/catalogues';
import type { PathParams } from '../lib/match-path';

// What educators never open, or open later, does not delay the first load.
const HomeScreen = lazy(async () => ({
  default: (await import('../features/account/home-screen')).HomeScreen,
}));
const SignInScreen = lazy(async () => ({
  default: (await import('../features/account/sign-in-screen')).SignInScreen,
}));
const AccountsScreen = lazy(async () => ({
  default: (await import('../features/account/accounts-screen')).AccountsScreen,
}));
const InvitationScreen = lazy(async () => ({
  default: (await import('../features/account/invitation-screen')).InvitationScreen,
}));
const SetupScreen = lazy(async () => ({
  default: (await import('../features/account/setup-screen')).SetupScreen,
}));
const PLANNING = ['roster', 'agenda'] as const;
const SessionsScreen = lazy(() =>
  withWords(PLANNING, async () => ({
    default: (await import('../features/sessions/sessions-screen')).SessionsScreen,
  })),
);
const NewSessionScreen = lazy(() =>
  withWords(PLANNING, async () => ({
    default: (await import('../features/sessions/new-session-screen')).NewSessionScreen,
  })),
);
const SessionScreen = lazy(() =>
  withWords(PLANNING, async () => ({
    default: (await import('../features/sessions/session-screen')).SessionScreen,
  })),
);
const ImportScreen = lazy(() =>
  withWords(PLANNING, async () => ({
    default: (await import('../features/sessions/import/import-screen')).ImportScreen,
  })),
);
const loadRoom = () =>
  withWords(['live'], async () => ({
    default: (await import('../features/room/room-screen')).RoomScreen,
  }));
const RoomScreen = lazy(loadRoom);
const DeskScreen = lazy(() =>
  withWords(PLANNING, async () => ({
    default: (await import('../features/sessions/desk/desk-screen')).DeskScreen,
  })),
);
const AgendaRoute = lazy(() =>
  withWords([...PLANNING, 'live'], async () => ({
    default: (await import('./agenda-route')).AgendaRoute,
  })),
);
const ReplayRoute = lazy(() =>
  withWords(['live'], async () => ({ default: (await import('./replay-route')).ReplayRoute })),
);
const CheckScreen = lazy(() =>
  withWords(['check'], async () => ({
    default: (await import('../features/check/check-screen')).CheckScreen,
  })),
);
const StatusScreen = lazy(() =>
  withWords(['status', 'roster'], async () => ({
    default: (await import('../features/status/status-screen')).StatusScreen,
  })),
);

export interface Route {
  pattern: string;
  /** `account`: leads to signing in first. */
  needs?: 'account';
  /** `full`: the screen fills the window and brings its own header. */
  frame?: 'full';
  /** Where people go from here: fetched while they read. */
  next?: () => Promise<unknown>;
  render: (params: PathParams, query: URLSearchParams) => ReactNode;
}

export const ROUTES: readonly Route[] = [
  { pattern: '/', render: () => <HomeScreen /> },
  { pattern: '/setup/:token', render: ({ token = '' }) => <SetupScreen token={token} /> },
  { pattern: '/invite/:token', render: ({ token = '' }) => <InvitationScreen token={token} /> },
  { pattern: '/check', render: () => <CheckScreen /> },
  { pattern: '/sign-in', render: (_, query) => <SignInScreen next={query.get('next')} /> },
  { pattern: '/accounts', needs: 'account', render: () => <AccountsScreen /> },
  { pattern: '/status', needs: 'account', render: () => <StatusScreen /> },
  { pattern: '/sessions', needs: 'account', render: () => <SessionsScreen /> },
  { pattern: '/sessions/new', needs: 'account', render: () => <NewSessionScreen /> },
  {
    pattern: '/sessions/:id',
    needs: 'account',
    render: ({ id = '' }) => <SessionScreen key={id} sessionId={id} />,
  },
  {
    pattern: '/sessions/:id/import',
    needs: 'account',
    render: ({ id = '' }) => <ImportScreen key={id} sessionId={id} />,
  },
  {
    pattern: '/sessions/:id/agenda',
    needs: 'account',
    render: ({ id = '' }) => <AgendaRoute key={id} sessionId={id} />,
  },
  {
    pattern: '/sessions/:id/help',
    needs: 'account',
    render: ({ id = '' }) => <DeskScreen key={id} sessionId={id} />,
  },
  {
    pattern: '/j/:token',
    next: loadRoom,
    render: ({ token = '' }) => <PersonalLinkScreen key={token} token={token} />,
  },
  { pattern: '/join', render: () => <CodeScreen /> },
  {
    pattern: '/join/:code',
    next: loadRoom,
    render: ({ code = '' }) => <JoinByCodeScreen key={code} code={code} />,
  },
  {
    pattern: '/s/:id',
    frame: 'full',
    render: ({ id = '' }, query) => (
      <RoomScreen key={id} sessionId={id} asTeam={query.get('as') === 'team'} />
    ),
  },
  {
    pattern: '/s/:id/replay',
    frame: 'full',
    render: ({ id = '' }) => <ReplayRoute key={id} sessionId={id} />,
  },
];
