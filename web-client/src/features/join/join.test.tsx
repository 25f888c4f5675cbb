// Joining by link and by code: what it says beforehand, and what it asks for.
import { act, screen } from '@testing-library/react';
import { beforeEach, expect, test, vi } from 'vitest';
import { CodeInfoSchema, OrganisationsSchema, SeatSchema } from '../../protocol/convene/v1/api_pb';
import { ErrorCode } from '../../protocol/convene/v1/error_pb';
import { JobRole } from '../../protocol/convene/v1/roster_pb';
import { SessionState } from '../../protocol/convene/v1/session_pb';
import { person, session } from '../../testing/builders';
import { ok, problem, serve } from '../../testing/fake-server';
import { renderInApp } from '../../testing/render';
import { JoinByCodeScreen } from './join-by-code-screen';
import { PersonalLinkScreen } from './personal-link-screen';

beforeEach(() => {
  vi.useFakeTimers({ shouldAdvanceTime: true });
  window.history.replaceState(null, '', '/');
});

const SESSION = session({
  state: SessionState.SCHEDULED,
  scheduledAtMs: BigInt(new Date('2027-03-16T15:30').getTime()),
  plannedMinutes: 150,
});
const ROSA = person('per_1', 'Rosa Delgado', { jobRole: JobRole.COACH });

async function openLink(more: Parameters<typeof session>[0] = {}) {
  const seat = { session: { ...SESSION, ...(more as object) }, person: ROSA };
  serve({ 'POST /api/join/link': ok(SeatSchema, seat) });
  renderInApp(<PersonalLinkScreen token="to/ken" />);
  return await screen.findByRole('link', { name: 'Join' });
}

test('a link says for what, from when to when, and for whom', async () => {
  const join = await openLink();
  expect(screen.getByRole('heading', { name: 'Spring convening' })).toBeTruthy();
  expect(screen.getByText(/^Tuesday, March 16 at 3:30\sPM to 6:00\sPM$/)).toBeTruthy();
  const who = 'You are Rosa Delgado, coach or teacher on special assignment, Lakeside Unified.';
  expect(screen.getByText(who)).toBeTruthy();
  expect(screen.getByText(/Before anything is kept, we ask you/)).toBeTruthy();
  expect(join.getAttribute('href')).toBe('/s/ses_1');
});

test('help, “Not you?”, the network check and a calendar entry are there', async () => {
  await openLink();
  const calendar = screen.getByRole('link', { name: 'Add to my calendar' });
  expect(calendar.getAttribute('href')).toBe('/api/join/link/to%2Fken/calendar.ics?language=en');
  expect(screen.getByText('Not you?')).toBeTruthy();
  expect(screen.getByText('I need help')).toBeTruthy();
  const check = screen.getByRole('link', { name: /^Check in ten seconds/ });
  expect(check.getAttribute('href')).toBe('/check');
});

test('a session over midnight says on which day it ends', async () => {
  await openLink({ plannedMinutes: 720 });
  expect(screen.getByText(/3:30\sPM to Wednesday, March 17 at 3:30\sAM$/)).toBeTruthy();
});

test('of an ended session, a link promises no more than it can', async () => {
  await openLink({ state: SessionState.ENDED });
  expect(screen.getByText(/This session has ended/)).toBeTruthy();
  expect(screen.queryByRole('link', { name: 'Add to my calendar' })).toBeNull();
});

test('a used link leads to the code, and to help', async () => {
  serve({ 'POST /api/join/link': problem(410, ErrorCode.LINK_USED) });
  renderInApp(<PersonalLinkScreen token="old" />);
  expect(await screen.findByText(/has been used or replaced/)).toBeTruthy();
  expect(screen.getByRole('link', { name: 'Join with a code' })).toBeTruthy();
  expect(screen.getByText('I need help')).toBeTruthy();
});

async function openCode(answer: () => Response, state = SessionState.LOBBY) {
  const fetch = serve({
    'GET /api/join/code/ABCD1234': ok(CodeInfoSchema, { session: { ...SESSION, state } }),
    'GET /api/organisations': ok(OrganisationsSchema, {}),
    'POST /api/join/code': answer,
  });
  const { user } = renderInApp(<JoinByCodeScreen code="ABCD1234" />);
  await screen.findByText('Spring convening');
  // The heading takes the focus of who arrives; nobody is quicker than that.
  await act(async () => undefined);
  const bodies = () =>
    fetch.mock.calls
      .filter(([, { method }]) => method === 'POST')
      .map(([, { body }]) => JSON.parse(String(body)));
  const fill = async (email: string) => {
    await user.type(screen.getByRole('textbox', { name: 'Name' }), 'Rosa Delgado');
    await user.type(screen.getByRole('textbox', { name: /^E-mail/ }), email);
    await user.click(screen.getByRole('button', { name: 'Join' }));
  };
  return { user, bodies, fill };
}

const SEAT = ok(SeatSchema, { session: SESSION, person: ROSA });

test('name and e-mail are enough for whom the roster knows; the door is explained first', async () => {
  const { bodies, fill } = await openCode(SEAT);
  expect(screen.getByText(/Then you wait at the door: the facilitators see/)).toBeTruthy();
  expect(screen.queryByRole('combobox')).toBeNull();
  await fill('rosa@district.example');
  await vi.waitFor(() => expect(window.location.pathname).toBe('/s/ses_1'));
  expect(bodies()).toEqual([
    { code: 'ABCD1234', name: 'Rosa Delgado', email: 'rosa@district.example' },
  ]);
});

test('an e-mail that finds no place asks where they work, and keeps what was typed', async () => {
  let first = true;
  const { user, bodies, fill } = await openCode(() => {
    const answer = first ? problem(400, ErrorCode.INVALID, 'organisation') : SEAT;
    first = false;
    return answer();
  });
  await fill('rosa@home.example');
  expect((await screen.findByRole('alert')).textContent).toMatch(/No free place has this e-mail/);
  expect(screen.getByRole<HTMLInputElement>('textbox', { name: 'Name' }).value).not.toBe('');
  const where = screen.getByRole('combobox', { name: 'Where do you work?' });
  await user.selectOptions(where, 'A school district');
  await user.type(screen.getByRole('textbox', { name: 'District name' }), 'Lakeside Unified');
  await user.selectOptions(screen.getByRole('combobox', { name: 'Job' }), 'Teacher');
  await user.click(screen.getByRole('button', { name: 'Join' }));
  await vi.waitFor(() => expect(bodies()).toHaveLength(2));
  expect(bodies()[1]).toMatchObject({
    email: 'rosa@home.example',
    organisation: { name: 'Lakeside Unified' },
    jobRole: 'JOB_ROLE_TEACHER',
  });
});

test('without an e-mail, name, district and job are asked for', async () => {
  const { user, bodies } = await openCode(SEAT);
  await user.click(screen.getByRole('radio', { name: 'By my name and where I work' }));
  await user.click(screen.getByRole('button', { name: 'Join' }));
  expect(screen.getByRole('textbox', { name: 'Name', description: /Fill this in/ })).toBeTruthy();
  expect(screen.getByRole('combobox', { name: 'Job', description: /Choose a job/ })).toBeTruthy();
  expect(bodies()).toEqual([]);
});

test('an e-mail that belongs to an account leads to signing in', async () => {
  const { fill } = await openCode(problem(409, ErrorCode.ALREADY_CLAIMED));
  await fill('fay@example.org');
  const signIn = await screen.findByRole('link', { name: 'Sign in' });
  expect(signIn.getAttribute('href')).toBe('/sign-in?next=%2Fs%2Fses_1%3Fas%3Dteam');
});

test('a code of an ended session asks for nothing', async () => {
  await openCode(SEAT, SessionState.ENDED);
  expect(screen.getByText(/With a personal link you may be able/)).toBeTruthy();
  expect(screen.queryByRole('button', { name: 'Join' })).toBeNull();
});
