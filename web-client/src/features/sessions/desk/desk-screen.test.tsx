// Someone calls: they are found by any part, and helped with what gets them in.
import { act, screen, within } from '@testing-library/react';
import { beforeEach, expect, test, vi } from 'vitest';
import { PersonLinkSchema, SessionDetailSchema } from '../../../protocol/convene/v1/in_session_pb';
import { Identified } from '../../../protocol/convene/v1/roster_pb';
import { person, session } from '../../../testing/builders';
import { ok, problem, serve } from '../../../testing/fake-server';
import { renderInApp } from '../../../testing/render';
import { calendarOf } from '../calendar-of';
import { DeskScreen } from './desk-screen';

beforeEach(() => void vi.useFakeTimers({ shouldAdvanceTime: true }));

const row = (id: string, name: string, more: Parameters<typeof person>[2] = {}) => ({
  person: person(id, name, { arrived: false, ...(more as object) }),
  email: `${id}@district.example`,
  link: `https://convene.example/j/${id}`,
});

const MANY = Array.from({ length: 30 }, (_, at) => row(`per_x${at}`, `Extra ${at}`));
const DETAIL = ok(SessionDetailSchema, {
  summary: { session: session(), code: 'ABCD1234' },
  roster: [
    row('per_1', 'Zoë Ochoa'),
    row('per_2', 'José Álvarez', { arrived: true, identified: Identified.CODE }),
    ...MANY,
  ],
});

async function open(answers: Record<string, () => Response> = {}) {
  const fetch = serve({ 'GET /api/sessions/ses_1': DETAIL, ...answers });
  const { user } = renderInApp(<DeskScreen sessionId="ses_1" />);
  const find = await screen.findByRole('searchbox', { name: 'Find by name, e-mail or district' });
  // The heading takes the focus of who arrives; nobody is quicker than that.
  await act(async () => undefined);
  const cards = () => screen.queryAllByRole('heading', { level: 2 }).map((h) => h.textContent);
  return { user, find, fetch, cards };
}

test('nobody is shown before something is asked', async () => {
  const { cards } = await open();
  expect(screen.getByText('Type a part of the name of who calls.')).toBeTruthy();
  expect(cards()).not.toContain('Zoë Ochoa');
});

test('a part of a name finds the person, with their state, link and calendar entry', async () => {
  const { user, find, cards } = await open();
  await user.type(find, 'alvarez');
  expect(cards()[0]).toBe('José Álvarez');
  expect(screen.getByText(/^Has been here, came by code, as someone on the roster/)).toBeTruthy();
  const calendar = screen.getByRole('link', { name: 'Calendar entry of José Álvarez' });
  expect(calendar.getAttribute('href')).toBe(
    'https://convene.example/api/join/link/per_2/calendar.ics',
  );
  await user.click(screen.getByRole('button', { name: 'Copy link of José Álvarez' }));
  expect(await navigator.clipboard.readText()).toBe('https://convene.example/j/per_2');
  await user.clear(find);
  await user.type(find, 'zoe');
  expect(screen.getByText('Has not arrived yet.')).toBeTruthy();
});

test('who is not on the roster can still come, by code and door', async () => {
  const { user, find } = await open();
  await user.type(find, 'nobody');
  expect(screen.getByText(/join with the code ABCD1234/)).toBeTruthy();
});

test('too many are said to be too many', async () => {
  const { user, find, cards } = await open();
  await user.type(find, 'extra');
  expect(screen.getByText(/^30 people fit/)).toBeTruthy();
  expect(cards().filter((name) => name?.startsWith('Extra'))).toHaveLength(20);
});

test('a new link is made after the question, and the search stays', async () => {
  const made = { personId: 'per_1', name: 'Zoë Ochoa', link: 'https://convene.example/j/new' };
  const route = 'POST /api/sessions/ses_1/people/per_1/link';
  const { user, find } = await open({ [route]: ok(PersonLinkSchema, made) });
  await user.type(find, 'ochoa');
  await user.click(screen.getByRole('button', { name: 'New link for Zoë Ochoa' }));
  await user.click(within(screen.getByRole('dialog')).getByRole('button', { name: 'New link' }));
  const shown = await screen.findByLabelText<HTMLInputElement>('Personal link of Zoë Ochoa');
  expect(shown.value).toBe(made.link);
  expect((find as HTMLInputElement).value).toBe('ochoa');
});

test('correcting someone and the network check are one step away; reading again is, too', async () => {
  const { user, fetch } = await open();
  const room = screen.getByRole('link', { name: 'Correct it in the live room' });
  expect(room.getAttribute('href')).toBe('/s/ses_1?as=team');
  const check = screen.getByRole('link', { name: 'Open the network check' });
  expect(check.getAttribute('href')).toBe('/check');
  await user.click(screen.getByRole('button', { name: 'Read the roster again' }));
  expect(fetch).toHaveBeenCalledTimes(2);
});

test('a session that one may not see says so', async () => {
  serve({ 'GET /api/sessions/ses_1': problem(404, 4) });
  renderInApp(<DeskScreen sessionId="ses_1" />);
  expect(await screen.findByText(/does not exist, or you may not see it/)).toBeTruthy();
});

test.each([
  ['https://convene.example/j/abc', 'https://convene.example/api/join/link/abc/calendar.ics'],
  ['http://localhost:8080/j/a-b_c', 'http://localhost:8080/api/join/link/a-b_c/calendar.ics'],
  ['', undefined],
  ['https://convene.example/join/abc', undefined],
])('the calendar entry of “%s” is %s', (link, expected) => {
  expect(calendarOf(link)).toBe(expected);
});
