// What is happening now: the step, its time, its language, what it shows, and going on from it.
import { fireEvent, screen, within } from '@testing-library/react';
import { beforeEach, expect, test, vi } from 'vitest';
import { Opens } from '../../../protocol/convene/v1/agenda_pb';
import { ErrorCode } from '../../../protocol/convene/v1/error_pb';
import { Permission } from '../../../protocol/convene/v1/roster_pb';
import { SessionState } from '../../../protocol/convene/v1/session_pb';
import {
  agenda,
  agendaItem,
  item,
  me,
  now,
  outline,
  session,
  view,
} from '../../../testing/builders';
import { enterRoom } from '../../../testing/room-bench';
import { PHONE, resizeTo } from '../../../testing/window-width';
import { minutesLeft } from './time-left';

beforeEach(() => void vi.useFakeTimers({ shouldAdvanceTime: true }));

const MINUTE_MS = 60_000;
const welcoming = agendaItem('a1', { title: { en: 'Welcome', es: 'Bienvenida' } });
const talking = agendaItem('a2', {
  title: { en: 'What works?', es: '¿Qué funciona?' },
  prompt: { en: 'Tell one thing that worked.' },
  link: 'https://docs.example.org/d/1',
  opens: Opens.CHAT,
});
const closing = agendaItem('a3', { title: { en: 'Goodbye' } });
const PLAN = [welcoming, talking, closing];

type More = Parameters<typeof view>[0];

function at(step: (typeof PLAN)[number] | undefined, more: More = {}, left = 8) {
  const endsAtMs = BigInt(Date.now() + left * MINUTE_MS - 1000);
  return view({
    outline: outline(...PLAN),
    now: step && now(step, { endsAtMs }),
    ...(more as object),
  });
}

const running = (step = talking) =>
  at(step, { me: me({ permission: Permission.FACILITATOR }), agenda: agenda(...PLAN) });
const bar = () => screen.findByRole('region', { name: 'Run the session' });

test('the step, where it is in the plan, what to do, and the time', async () => {
  await enterRoom(at(talking));
  const region = screen.getByRole('region', { name: 'What is happening now' });
  expect(within(region).getByRole('heading', { name: 'What works?' })).toBeTruthy();
  expect(within(region).getByText('Now: step 2 of 3')).toBeTruthy();
  expect(within(region).getByText('8 minutes left')).toBeTruthy();
  expect(screen.getByTestId('prompt').textContent).toBe('Tell one thing that worked.');
  const link = within(region).getByRole('link', { name: 'Open docs.example.org' });
  expect(link.getAttribute('href')).toBe('https://docs.example.org/d/1');
});

test.each([
  [61_000, 2],
  [60_000, 1],
  [1, 1],
  [0, 0],
  [-59_000, -0],
  [-61_000, -1],
])('%i ms before the end are %i minutes', (leftMs, minutes) => {
  expect(minutesLeft(1_000_000 + leftMs, 1_000_000)).toBe(minutes);
});

test('that the time is over is said, and for how long', async () => {
  await enterRoom(at(talking, {}, 0));
  expect(screen.getByTestId('time-left').textContent).toBe('Time is up');
  await vi.advanceTimersByTimeAsync(2 * MINUTE_MS);
  expect(screen.getByTestId('time-left').textContent).toBe('Time was up 2 minutes ago');
});

test('in Spanish, what nobody has translated is marked, and said to be English', async () => {
  window.localStorage.setItem('convene.language', 'es');
  await enterRoom(at(talking));
  expect(screen.getByRole('heading', { name: '¿Qué funciona?' })).toBeTruthy();
  expect(screen.getByTestId('prompt').textContent).toBe(
    'aún sin traducir Tell one thing that worked.',
  );
  expect(screen.getByTestId('prompt').querySelector('[lang="en"]')).toBeTruthy();
});

test('a long prompt begins folded, and opens', async () => {
  const long = agendaItem('a2', { prompt: { en: 'Tell us. '.repeat(40) } });
  const { user } = await enterRoom(at(long));
  const more = screen.getByRole('button', { name: 'Show all' });
  expect(more.getAttribute('aria-expanded')).toBe('false');
  await user.click(more);
  expect(screen.getByRole('button', { name: 'Show less' })).toBeTruthy();
});

test('a prompt that is there as a whole has nothing to unfold', async () => {
  vi.spyOn(HTMLElement.prototype, 'clientHeight', 'get').mockReturnValue(40);
  const height = vi.spyOn(HTMLElement.prototype, 'scrollHeight', 'get').mockReturnValue(40);
  const prompt = agendaItem('a2', { prompt: { en: 'Tell us. '.repeat(25) } });
  const room = await enterRoom(at(prompt));
  expect(screen.queryByRole('button', { name: 'Show all' })).toBeNull();
  height.mockReturnValue(60);
  room.change({
    case: 'now',
    value: now(agendaItem('a2', { prompt: { en: 'Tell us. '.repeat(40) } })),
  });
  expect(screen.getByRole('button', { name: 'Show all' })).toBeTruthy();
});

test('the plan says what is done, now and next; educators cannot go anywhere', async () => {
  const { user } = await enterRoom(at(talking));
  await user.click(screen.getByRole('tab', { name: 'Agenda' }));
  const steps = (await screen.findByRole('region', { name: 'Agenda' })).querySelectorAll('li');
  expect([...steps].map(({ textContent }) => textContent)).toEqual([
    expect.stringMatching(/Welcome.*done/),
    expect.stringMatching(/What works\?.*now/),
    expect.stringMatching(/Goodbye.*next/),
  ]);
  expect(steps[1]?.getAttribute('aria-current')).toBe('step');
  expect(screen.queryByRole('button', { name: /^Go to/ })).toBeNull();
});

test('facilitators go on, back, or anywhere, from where they are', async () => {
  const room = await enterRoom(running());
  await bar();
  await room.user.click(screen.getByRole('button', { name: 'Next: Goodbye' }));
  expect(room.last).toMatchObject({
    case: 'goToAgendaItem',
    value: { itemId: 'a3', fromId: 'a2' },
  });
  room.receive(item({ case: 'ack', value: { n: 1n } }));
  await room.user.click(screen.getByRole('button', { name: 'Back' }));
  expect(room.last).toMatchObject({ value: { itemId: 'a1', fromId: 'a2' } });
  room.receive(item({ case: 'ack', value: { n: 2n } }));
  await room.user.click(screen.getByRole('tab', { name: 'Agenda' }));
  await room.user.click(await screen.findByRole('button', { name: 'Go to Goodbye' }));
  expect(room.last).toMatchObject({ value: { itemId: 'a3' } });
});

test('before the first step, Next begins; at the last one, it says so', async () => {
  const room = await enterRoom({ ...running(), now: now() });
  await bar();
  await room.user.click(screen.getByRole('button', { name: 'Next: Welcome' }));
  expect(room.last).toMatchObject({ value: { itemId: 'a1', fromId: '' } });
  room.change({ case: 'now', value: now(closing) });
  expect(screen.getByText('This is the last step.')).toBeTruthy();
});

test('two who press Next go one step, and the later one is told', async () => {
  const room = await enterRoom(running());
  await bar();
  await room.user.click(screen.getByRole('button', { name: 'Next: Goodbye' }));
  room.change({ case: 'now', value: now(closing) });
  room.receive(item({ case: 'reject', value: { n: 1n, code: ErrorCode.AGENDA_MOVED } }));
  expect(screen.getByRole('alert').textContent).toMatch(/Someone else has already moved on/);
});

test.each([
  ['−1 min', -1],
  ['+1 min', 1],
  ['+5 min', 5],
])('%s changes the time of the step', async (name, minutes) => {
  const room = await enterRoom(running());
  await bar();
  await room.user.click(screen.getByRole('button', { name }));
  expect(room.last).toMatchObject({
    case: 'extendAgendaItem',
    value: { itemId: 'a2', minutes },
  });
});

test('an image has the title as its words; one that cannot be shown can be opened', async () => {
  const file = { id: 'f/1', name: 'circle.png', kind: 'image/png' };
  await enterRoom(at(agendaItem('a2', { title: { en: 'Look at this' }, file })));
  const image = screen.getByRole('img', { name: 'Look at this' });
  expect(image.getAttribute('src')).toBe('/api/sessions/ses_1/files/f%2F1');
  fireEvent.error(image);
  expect(screen.getByText(/This image cannot be shown/)).toBeTruthy();
  expect(screen.getByRole('link', { name: 'Open circle.png' })).toBeTruthy();
});

test('on a phone an image can be put away and brought back', async () => {
  resizeTo(PHONE);
  const file = { id: 'f1', name: 'circle.png', kind: 'image/png' };
  const { user } = await enterRoom(at(agendaItem('a2', { file })));
  await user.click(screen.getByRole('button', { name: 'Hide image' }));
  expect(screen.queryByRole('img')).toBeNull();
  expect(screen.getByRole('link', { name: 'Open circle.png' })).toBeTruthy();
  await user.click(screen.getByRole('button', { name: 'Show image' }));
  expect(screen.getByRole('img')).toBeTruthy();
});

test('what one was writing survives a step that changes the room', async () => {
  const room = await enterRoom(at(welcoming));
  const composer = screen.getByTestId<HTMLTextAreaElement>('composer');
  await room.user.type(composer, 'Half a thou');
  const file = { id: 'f1', name: 'circle.png', kind: 'image/png' };
  room.change({ case: 'now', value: now(agendaItem('a2', { file })) });
  expect(screen.getByRole('region', { name: 'What we look at' })).toBeTruthy();
  // The very same input, with the focus in it.
  expect(document.activeElement).toBe(composer);
  expect(composer.isConnected).toBe(true);
});

test('in the lobby one sees what is planned, who is here, and the way to the check', async () => {
  const scheduledAtMs = BigInt(Date.now() + 11.5 * MINUTE_MS);
  const lobby = session({ state: SessionState.LOBBY, scheduledAtMs, plannedMinutes: 150 });
  const room = await enterRoom(at(undefined, { session: lobby }));
  room.receive(item({ case: 'presence', value: { full: true, here: ['per_me', 'per_ana'] } }));
  const region = screen.getByRole('region', { name: 'What is happening now' });
  expect(region.textContent).toMatch(/150 minutes.*It starts in 12 minutes.*2 people are here/);
  const check = within(region).getByRole('link', { name: 'Check device and network' });
  expect(check.getAttribute('href')).toBe('/check');
});
