// Every address of the client and the screen behind it: the only place where features meet.
import type { ReactNode } from 'react';
import { lazy } from 'react';
import { HomeScreen } from '../features/account/home-screen';
import { SignInScreen } from '../features/account/sign-in-screen';
import { CodeScreen } from '../features/join/code-screen';
import { JoinByCodeScreen } from '../features/join/join-by-code-screen';
import { PersonalLinkScreen } from '../features/join/personal-link-screen';
import { RoomScreen } from '../features/room/room-screen';
import type { PathParams } from '../lib/match-path';

// What educators never open, or open later, does not delay the first load.
const AccountsScreen = lazy(async () => ({
  default: (await import('../features/account/accounts-screen')).AccountsScreen,
}));
const InvitationScreen = lazy(async () => ({
  default: (await import('../features/account/invitation-screen')).InvitationScreen,
}));
const SetupScreen = lazy(async () => ({
  default: (await import('../features/account/setup-screen')).SetupScreen,
}));
const SessionsScreen = lazy(async () => ({
  default: (await import('../features/sessions/sessions-screen')).SessionsScreen,
}));
const NewSessionScreen = lazy(async () => ({
  default: (await import('../features/sessions/new-session-screen')).NewSessionScreen,
}));
const SessionScreen = lazy(async () => ({
  default: (await import('../features/sessions/session-screen')).SessionScreen,
}));
const ReplayRoute = lazy(async () => ({
  default: (await import('./replay-route')).ReplayRoute,
}));

export interface Route {
  pattern: string;
  /** `account`: leads to signing in first. */
  needs?: 'account';
  /** `full`: the screen fills the window and brings its own header. */
  frame?: 'full';
  render: (params: PathParams, query: URLSearchParams) => ReactNode;
}

export const ROUTES: readonly Route[] = [
  { pattern: '/', render: () => <HomeScreen /> },
  { pattern: '/setup/:token', render: ({ token = '' }) => <SetupScreen token={token} /> },
  { pattern: '/invite/:token', render: ({ token = '' }) => <InvitationScreen token={token} /> },
  { pattern: '/sign-in', render: (_, query) => <SignInScreen next={query.get('next')} /> },
  { pattern: '/accounts', needs: 'account', render: () => <AccountsScreen /> },
  { pattern: '/sessions', needs: 'account', render: () => <SessionsScreen /> },
  { pattern: '/sessions/new', needs: 'account', render: () => <NewSessionScreen /> },
  {
    pattern: '/sessions/:id',
    needs: 'account',
    render: ({ id = '' }) => <SessionScreen key={id} sessionId={id} />,
  },
  {
    pattern: '/j/:token',
    render: ({ token = '' }) => <PersonalLinkScreen key={token} token={token} />,
  },
  { pattern: '/join', render: () => <CodeScreen /> },
  {
    pattern: '/join/:code',
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
