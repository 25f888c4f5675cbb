// The people of a session, and what facilitators do with one of them.
import { screen, within } from '@testing-library/react';
import { beforeEach, expect, test, vi } from 'vitest';
import { ErrorCode } from '../../../protocol/convene/v1/error_pb';
import { PersonLinkSchema } from '../../../protocol/convene/v1/in_session_pb';
import { Identified, JobRole, Permission } from '../../../protocol/convene/v1/roster_pb';
import { ANA, item, ME, me, person, view } from '../../../testing/builders';
import { ok, problem, serve } from '../../../testing/fake-server';
import { enterRoom } from '../../../testing/room-bench';

beforeEach(() => void vi.useFakeTimers({ shouldAdvanceTime: true }));

const COACH = { jobRole: JobRole.COACH, organisation: { name: 'Bayview' } };
const crowd = Array.from({ length: 12 }, (_, at) => person(`per_${at}`, `Person ${at}`, COACH));
const everyone = [person(ME, 'Rosa Delgado'), person(ANA, 'Ana Ruiz'), ...crowd];
const guest = person('per_guest', 'Rosa D.', { identified: Identified.GUEST });
const facilitating = (people = [person(ME, 'Rosa Delgado'), person(ANA, 'Ana Ruiz')]) =>
  view({ me: me({ permission: Permission.FACILITATOR }), people });

const headings = () => {
  const people = screen.getByRole('region', { name: 'People' });
  return within(people)
    .getAllByRole('heading')
    .map(({ textContent }) => textContent);
};

async function manage(name: string, shown = facilitating()) {
  const room = await enterRoom(shown);
  await room.user.click(await screen.findByRole('button', { name: `Manage ${name}` }));
  const dialog = await screen.findByRole('dialog', { name });
  return { room, dialog: within(dialog) };
}

test('by district or by job, as one likes it, also the next time', async () => {
  const { user } = await enterRoom(view({ people: everyone }));
  expect(headings()).toEqual(['Bayview', 'Lakeside Unified']);
  await user.click(screen.getByRole('radio', { name: 'By job' }));
  expect(headings()).toEqual(['Coach or teacher on special assignment', 'Teacher']);
  document.body.innerHTML = '';
  await enterRoom(view({ people: everyone }));
  expect(headings()).toEqual(['Coach or teacher on special assignment', 'Teacher']);
});

test('many are found by name, and nobody is said', async () => {
  const { user } = await enterRoom(view({ people: everyone }));
  const find = screen.getByRole('searchbox', { name: 'Find a person' });
  await user.type(find, 'rúiz');
  expect(screen.getAllByTestId('person').map(({ textContent }) => textContent)).toEqual([
    expect.stringContaining('Ana Ruiz'),
  ]);
  await user.type(find, 'zzz');
  expect(screen.getByText('Nobody of that name.')).toBeTruthy();
});

test('a few need no search, and nobody manages anyone without running the session', async () => {
  await enterRoom(view());
  expect(screen.queryByRole('searchbox')).toBeNull();
  expect(screen.queryByRole('button', { name: /^Manage/ })).toBeNull();
});

test('two thousand are all drawn, a moment later', async () => {
  const people = Array.from({ length: 2000 }, (_, at) => person(`per_${at}`, `Person ${at}`));
  await enterRoom(view({ people }));
  expect(screen.getAllByTestId('person').length).toBeLessThan(200);
  await vi.waitFor(() => expect(screen.getAllByTestId('person')).toHaveLength(2000), {
    timeout: 20_000,
  });
}, 30_000);

test('who someone is is put right, and the dialog goes when that is done', async () => {
  const { room, dialog } = await manage('Ana Ruiz');
  const name = dialog.getByRole('textbox', { name: 'Name' });
  await room.user.clear(name);
  await room.user.click(dialog.getByRole('button', { name: 'Save who this is' }));
  expect(room.commands).toEqual([]);
  await room.user.type(name, 'Ana María Ruiz');
  await room.user.selectOptions(dialog.getByRole('combobox', { name: 'Job' }), 'Specialist');
  await room.user.click(dialog.getByRole('button', { name: 'Save who this is' }));
  expect(room.last).toMatchObject({
    case: 'correctPerson',
    value: {
      personId: ANA,
      name: 'Ana María Ruiz',
      jobRole: JobRole.SPECIALIST,
      organisation: { cdsCode: '0190017', name: 'Lakeside Unified' },
    },
  });
  room.receive(item({ case: 'ack', value: { n: 1n } }));
  expect(screen.queryByRole('dialog')).toBeNull();
});

test('a correction that is refused says why, in its form and nowhere else', async () => {
  const { room, dialog } = await manage('Ana Ruiz');
  await room.user.click(dialog.getByRole('button', { name: 'Save who this is' }));
  room.receive(item({ case: 'reject', value: { n: 1n, code: ErrorCode.NOT_ALLOWED } }));
  expect(screen.getAllByText(/You may not do this/)).toHaveLength(1);
  expect(dialog.getByText(/You may not do this/)).toBeTruthy();
});

test('someone becomes a facilitator, or goes into the spotlight', async () => {
  const { room, dialog } = await manage('Ana Ruiz');
  await room.user.click(dialog.getByRole('button', { name: 'Make facilitator' }));
  expect(room.last).toMatchObject({
    case: 'setPermission',
    value: { personId: ANA, permission: Permission.FACILITATOR },
  });
  await room.user.click(dialog.getByRole('button', { name: 'Put in the spotlight' }));
  expect(room.last).toMatchObject({ value: { on: { case: 'personId', value: ANA } } });
});

test('taking someone out is asked about; nobody takes out themselves', async () => {
  const { room, dialog } = await manage('Ana Ruiz');
  await room.user.click(dialog.getByRole('button', { name: 'Remove from the session' }));
  const question = screen.getByRole('dialog', { name: 'Remove Ana Ruiz?' });
  expect(room.commands).toEqual([]);
  await room.user.click(within(question).getByRole('button', { name: 'Remove' }));
  expect(room.last).toMatchObject({ case: 'removePerson', value: { personId: ANA } });
  document.body.innerHTML = '';
  const own = await manage('Rosa Delgado');
  expect(own.dialog.queryByRole('button', { name: 'Remove from the session' })).toBeNull();
});

test('a new personal link is shown to be copied; a failure is said', async () => {
  const path = 'POST /api/sessions/ses_1/people/per_ana/link';
  const fetch = serve({ [path]: problem(500, ErrorCode.INTERNAL) });
  const { room, dialog } = await manage('Ana Ruiz');
  await room.user.click(dialog.getByRole('button', { name: 'New personal link' }));
  expect(await dialog.findByText(/The server has failed/)).toBeTruthy();
  const link = 'https://convene.example/j/tok';
  fetch.mockImplementation(async () => ok(PersonLinkSchema, { personId: ANA, link })());
  await room.user.click(dialog.getByRole('button', { name: 'New personal link' }));
  const shown = await dialog.findByLabelText<HTMLInputElement>('Personal link of Ana Ruiz');
  expect(shown.value).toBe(link);
});

test('a guest turns out to be someone on the roster', async () => {
  const people = [person(ME, 'Rosa Delgado'), person(ANA, 'Ana Ruiz'), guest];
  const { room, dialog } = await manage('Rosa D.', facilitating(people));
  await room.user.click(dialog.getByRole('button', { name: 'Is on the roster' }));
  await room.user.clear(dialog.getByRole('searchbox', { name: 'Find on the roster' }));
  await room.user.type(dialog.getByRole('searchbox', { name: 'Find on the roster' }), 'rosa del');
  await room.user.click(dialog.getByRole('radio', { name: /Rosa Delgado/ }));
  expect(dialog.queryByRole('radio', { name: /Rosa D\./ })).toBeNull();
  await room.user.click(dialog.getByRole('button', { name: 'This is them' }));
  expect(room.last).toMatchObject({
    case: 'mergePerson',
    value: { guestId: 'per_guest', intoPersonId: ME },
  });
});
