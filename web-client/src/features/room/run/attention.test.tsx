// What needs a facilitator: people at the door, reported lines, the rules of the chat.
import { screen, within } from '@testing-library/react';
import { beforeEach, expect, test, vi } from 'vitest';
import { PrivateLines, ReviewState, Withdrawn } from '../../../protocol/convene/v1/chat_pb';
import { ErrorCode } from '../../../protocol/convene/v1/error_pb';
import { Identified, JobRole, Permission } from '../../../protocol/convene/v1/roster_pb';
import { ANA, item, line, ME, me, person, review, view } from '../../../testing/builders';
import { enterRoom } from '../../../testing/room-bench';
import { WaitingScreen } from '../waiting-screen';

beforeEach(() => void vi.useFakeTimers({ shouldAdvanceTime: true }));

const GUEST = 'per_guest';
const guest = person(GUEST, 'Rosa Delgado', {
  identified: Identified.GUEST,
  jobRole: JobRole.COACH,
  waiting: true,
  claimsPersonId: ANA,
});
const people = [person(ME, 'Fay'), person(ANA, 'Rosa Delgado'), guest];

function facilitating(more: Parameters<typeof view>[0] = {}) {
  return view({ me: me({ permission: Permission.FACILITATOR }), ...(more as object) });
}

async function atTheDoor() {
  const room = await enterRoom(facilitating({ people }));
  await room.user.click(await screen.findByRole('button', { name: '1 at the door' }));
  const dialog = within(await screen.findByRole('dialog', { name: 'At the door' }));
  return { room, dialog };
}

test('who waits is not among the people, but at the door, with whom they say to be', async () => {
  const { room, dialog } = await atTheDoor();
  expect(screen.getAllByTestId('person')).toHaveLength(2);
  expect(dialog.getByTestId('at-the-door').textContent).toMatch(
    /Coach.*guest · Lakeside Unified.*Says to be Rosa Delgado, whose place is taken/,
  );
  await room.user.click(dialog.getByRole('button', { name: 'Admit Rosa Delgado' }));
  expect(room.last).toMatchObject({ case: 'admitPerson', value: { personId: GUEST } });
  room.change({ case: 'personPut', value: { ...guest, waiting: false } });
  expect(dialog.getByText('Nobody waits at the door.')).toBeTruthy();
  expect(screen.queryByRole('button', { name: '1 at the door' })).toBeNull();
});

test('the one whom they say to be is chosen already', async () => {
  const { room, dialog } = await atTheDoor();
  await room.user.click(dialog.getByRole('button', { name: 'Rosa Delgado is on the roster' }));
  await room.user.click(dialog.getByRole('button', { name: 'This is them' }));
  expect(room.last).toMatchObject({
    case: 'mergePerson',
    value: { guestId: GUEST, intoPersonId: ANA },
  });
  room.receive(item({ case: 'reject', value: { n: 1n, code: ErrorCode.NO_GUEST } }));
  expect(dialog.getByText(/only for a guest/)).toBeTruthy();
});

test('turning someone away is asked about', async () => {
  const { room, dialog } = await atTheDoor();
  await room.user.click(dialog.getByRole('button', { name: 'Turn away Rosa Delgado' }));
  expect(dialog.getByText('Turn Rosa Delgado away?')).toBeTruthy();
  expect(room.commands).toEqual([]);
  await room.user.click(dialog.getByRole('button', { name: 'Turn away' }));
  expect(room.last).toMatchObject({ case: 'removePerson', value: { personId: GUEST } });
});

test('whoever waits sees that they wait, the way to the check, and nothing of the session', async () => {
  const waiting = view({ me: me({ waiting: true }), people: [], channels: [] });
  await enterRoom(waiting, (engine) => <WaitingScreen engine={engine} leaveTo="/" />);
  expect(screen.getByRole('heading', { name: 'You are at the door' })).toBeTruthy();
  expect(screen.getByText('A facilitator will let you in.')).toBeTruthy();
  expect(screen.getByText('Spring convening')).toBeTruthy();
  expect(screen.getByRole('link', { name: 'Check device and network' })).toBeTruthy();
  expect(screen.getByRole('button', { name: 'Español' })).toBeTruthy();
});

const rude = line('ln_1', { text: 'Something rude' });
const reviews = [
  review(line('ln_0', { withdrawn: Withdrawn.BY_FACILITATOR, text: 'Worse' }), {
    state: ReviewState.WITHDRAWN,
    settledById: ME,
  }),
  review(rude, { reporterIds: [ANA] }),
];

test.each([
  ['Withdraw the line by Ana Ruiz', { case: 'deleteLine', value: { lineId: 'ln_1' } }],
  ['Nothing wrong with the line by Ana Ruiz', { case: 'keepLine', value: { lineId: 'ln_1' } }],
])('reported lines wait first, with their text and who reported them: “%s”', async (name, body) => {
  const room = await enterRoom(facilitating({ reviews }));
  await room.user.click(await screen.findByRole('button', { name: '1 report' }));
  const dialog = within(await screen.findByRole('dialog', { name: /^Reported/ }));
  const rows = dialog.getAllByTestId('review').map(({ textContent }) => textContent);
  expect(rows[0]).toMatch(/Something rude.*Reported by Ana Ruiz/);
  expect(rows[1]).toMatch(/Worse.*Withdrawn · Rosa Delgado/);
  await room.user.click(dialog.getByRole('button', { name }));
  expect(room.last).toMatchObject(body);
});

test('a settled report moves below, and stops asking for attention', async () => {
  const room = await enterRoom(facilitating({ reviews }));
  await room.user.click(await screen.findByRole('button', { name: '1 report' }));
  await screen.findByRole('dialog', { name: /^Reported/ });
  room.change({
    case: 'reviewPut',
    value: review(rude, { state: ReviewState.KEPT, settledById: ANA }),
  });
  expect(screen.getByText('Nothing waits for you.')).toBeTruthy();
  expect(screen.getByText('Nothing wrong · Ana Ruiz')).toBeTruthy();
  expect(screen.getByRole('button', { name: 'Reviewed: 2', hidden: true })).toBeTruthy();
});

test('the rules of the chat are set together, and the dialog goes when they hold', async () => {
  const room = await enterRoom(facilitating({ chatRules: { slowModeS: 5 } }));
  await room.user.click(await screen.findByText('Tools'));
  await room.user.click(screen.getByRole('button', { name: 'Chat rules' }));
  const dialog = within(await screen.findByRole('dialog', { name: 'Chat rules' }));
  expect(dialog.getByRole<HTMLInputElement>('radio', { name: '5 s' }).checked).toBe(true);
  await room.user.click(dialog.getByRole('radio', { name: '30 s' }));
  await room.user.click(dialog.getByRole('checkbox', { name: /Only facilitators write/ }));
  await room.user.click(dialog.getByRole('radio', { name: 'Participants to facilitators only' }));
  await room.user.click(dialog.getByRole('button', { name: 'Save the rules' }));
  expect(room.last).toMatchObject({
    case: 'setChatRules',
    value: {
      rules: { slowModeS: 30, locked: true, privateLines: PrivateLines.TO_FACILITATORS },
    },
  });
  room.receive(item({ case: 'ack', value: { n: 1n } }));
  expect(screen.queryByRole('dialog')).toBeNull();
});

test('educators have none of this', async () => {
  await enterRoom(view());
  await vi.advanceTimersByTimeAsync(100);
  expect(screen.queryByRole('region', { name: 'Run the session' })).toBeNull();
  expect(screen.queryByText('Tools')).toBeNull();
});
