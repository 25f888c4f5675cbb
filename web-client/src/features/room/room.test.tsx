// The room as a person meets it: the notice at the door, writing, people, losing the connection.
import { act, screen, within } from '@testing-library/react';
import { beforeEach, expect, test, vi } from 'vitest';
import { ErrorCode } from '../../protocol/convene/v1/error_pb';
import { Permission } from '../../protocol/convene/v1/roster_pb';
import { Consent, SessionState } from '../../protocol/convene/v1/session_pb';
import {
  ANA,
  change,
  item,
  line,
  lineAdded,
  ME,
  person,
  session,
  view,
} from '../../testing/builders';
import { enterRoom } from '../../testing/room-bench';
import { ConsentGate } from './consent-gate';

// Testing Library waits by the clock: it must go on by itself.
beforeEach(() => void vi.useFakeTimers({ shouldAdvanceTime: true }));

const UNDECIDED = view({
  me: { personId: ME, permission: Permission.PARTICIPANT, consent: Consent.UNSPECIFIED },
  people: [],
  channels: [],
});
const enterAtTheGate = () =>
  enterRoom(UNDECIDED, (engine) => <ConsentGate engine={engine} leaveTo="/" />);

const lastCommand = ({ sockets }: Awaited<ReturnType<typeof enterRoom>>['bench']) =>
  sockets.last.commands[sockets.last.commands.length - 1]?.body;

test.each([
  ['I agree', Consent.GIVEN],
  ['Watch only: keep nothing but my attendance', Consent.WATCH_ONLY],
])('at the door: “%s” answers the notice', async (name, answer) => {
  const { bench, user } = await enterAtTheGate();
  expect(screen.getByRole('heading', { name: 'Before you enter' })).toBeTruthy();
  expect(screen.getByRole('link', { name: 'Leave' }).getAttribute('href')).toBe('/');
  await user.click(screen.getByRole('button', { name }));
  expect(lastCommand(bench)).toMatchObject({ case: 'answerConsent', value: { answer } });
});

test.each([
  [true, /What you write there is not kept: an hour after the rooms close/],
  [false, /It is kept; those who run the session can read it later/],
])('at the door: whether rooms are forgotten (%s) is said', async (forgetsRooms, words) => {
  const undecided = view({ me: UNDECIDED.me, session: session({ forgetsRooms }) });
  await enterRoom(undecided, (engine) => <ConsentGate engine={engine} leaveTo="/" />);
  expect(screen.getByText(words)).toBeTruthy();
});

test('Enter sends a line, which is drawn as being sent until it is there', async () => {
  const { bench, user, receive } = await enterRoom();
  const composer = screen.getByRole('textbox', { name: 'Write to everyone' });
  await user.type(composer, 'Good afternoon{Enter}');
  expect(lastCommand(bench)).toMatchObject({ value: { text: 'Good afternoon' } });
  expect(document.activeElement).toBe(composer);
  const drawn = screen.getByTestId('line');
  expect(drawn.dataset.state).toBe('sending');
  expect(within(drawn).getByText('Sending…')).toBeTruthy();

  receive(
    lineAdded(line('ln_1', { authorId: ME, text: 'Good afternoon' })),
    item({ case: 'ack', value: { n: 1n } }),
  );
  expect(screen.getByTestId('line').dataset.state).toBe('sent');
});

test('Shift and Enter begin a new line; nothing is sent', async () => {
  const { bench, user } = await enterRoom();
  await user.type(screen.getByTestId('composer'), 'one{Shift>}{Enter}{/Shift}two');
  expect(screen.getByTestId<HTMLTextAreaElement>('composer').value).toBe('one\ntwo');
  expect(bench.sockets.last.commands).toEqual([]);
});

test('a refused line says why, and can be discarded', async () => {
  const { user, receive } = await enterRoom();
  await user.type(screen.getByTestId('composer'), 'Hello{Enter}');
  receive(item({ case: 'reject', value: { n: 1n, code: ErrorCode.TOO_FAST } }));
  expect(screen.getByText(/Not sent. That was too fast/)).toBeTruthy();
  await user.click(screen.getByRole('button', { name: 'Discard' }));
  expect(screen.queryByTestId('line')).toBeNull();
});

test('without connection the word says so, and what is written waits', async () => {
  const { bench, user } = await enterRoom();
  expect(screen.getByTestId('connection').dataset.kind).toBe('live');
  act(() => bench.sockets.last.drop());
  expect(screen.getByTestId('connection').textContent).toMatch(/Not connected: trying again/);
  await user.type(screen.getByTestId('composer'), 'Are you there?{Enter}');
  expect(screen.getByTestId('line').dataset.state).toBe('unsent');
});

test('what was typed survives another visit', async () => {
  const { user } = await enterRoom();
  await user.type(screen.getByTestId('composer'), 'Half a thou');
  document.body.innerHTML = '';
  await enterRoom();
  expect(screen.getByTestId<HTMLTextAreaElement>('composer').value).toBe('Half a thou');
});

test('who watches only has no input, but the way to change that', async () => {
  const me = { personId: ME, permission: Permission.PARTICIPANT, consent: Consent.WATCH_ONLY };
  const { bench, user } = await enterRoom(view({ me }));
  expect(screen.queryByTestId('composer')).toBeNull();
  await user.click(screen.getByRole('button', { name: 'Change my answer' }));
  await user.click(screen.getByRole('button', { name: 'I agree' }));
  expect(lastCommand(bench)).toMatchObject({ value: { answer: Consent.GIVEN } });
});

test('a private conversation begins at a person', async () => {
  const { bench, user } = await enterRoom();
  await user.click(screen.getByRole('button', { name: 'Write privately to Ana Ruiz' }));
  const composer = screen.getByRole('textbox', { name: 'Write to Ana Ruiz' });
  expect(document.activeElement).toBe(composer);
  await user.type(composer, 'A word?{Enter}');
  expect(lastCommand(bench)).toMatchObject({
    value: { to: { case: 'people', value: { personIds: [ANA] } } },
  });
});

test('people are here, away, or have not arrived, in words', async () => {
  const absent = person('per_tom', 'Tom Becker', { arrived: false });
  const people = [person(ME, 'Rosa Delgado'), person(ANA, 'Ana Ruiz'), absent];
  const { receive } = await enterRoom(view({ people }));
  receive(item({ case: 'presence', value: { full: true, here: [ME] } }));
  const words = screen.getAllByTestId('person').map(({ textContent }) => textContent);
  expect(words[0]).toMatch(/Ana Ruiz.*away/);
  expect(words[1]).toMatch(/Rosa Delgado.*you.*here/);
  expect(words[2]).toMatch(/Tom Becker.*not arrived yet/);
});

test('educators see no controls of the session, and hear that it has ended', async () => {
  const { receive } = await enterRoom();
  expect(screen.queryByRole('region', { name: 'Run the session' })).toBeNull();
  const ended = view().session;
  if (ended) ended.state = SessionState.ENDED;
  receive({ case: 'change', value: change({ case: 'session', value: ended as never }) });
  expect(screen.getByText('This session has ended.')).toBeTruthy();
  expect(screen.queryByRole('link', { name: 'Watch replay' })).toBeNull();
});
