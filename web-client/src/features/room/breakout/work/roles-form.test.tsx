// Who sees to what in a room: mine first and explained, and passed on by anyone there.
import { screen, within } from '@testing-library/react';
import { beforeEach, expect, test, vi } from 'vitest';
import { RoomRole } from '../../../../protocol/convene/v1/breakout_pb';
import { ANA, ME } from '../../../../testing/builders';
import { inRoom, seven } from '../../../../testing/in-room';
import { enterRoom } from '../../../../testing/room-bench';
import { myRoom } from '../../../../testing/rounds';

beforeEach(() => void vi.useFakeTimers({ shouldAdvanceTime: true }));

const roles = [
  { role: RoomRole.TIMEKEEPER, personId: ME },
  { role: RoomRole.LEADER, personId: ANA },
];

test('what I see to is said first, with what it means; then what others do', async () => {
  await enterRoom(inRoom({ roles }));
  const mine = await screen.findByTestId('my-roles');
  expect(mine.textContent).toBe(
    'You keep the time. Take the room from step to step, and say when time is short.',
  );
  expect(screen.getByTestId('other-roles').textContent).toBe('Leader: Ana Ruiz');
});

test('a role is passed on to someone in the room, or to nobody, and only what was changed', async () => {
  const bench = await enterRoom(inRoom({ roles }));
  await bench.user.click(await screen.findByText('Who does what'));
  const keeper = screen.getByRole<HTMLSelectElement>('combobox', { name: 'Timekeeper' });
  expect(
    within(keeper)
      .getAllByRole('option')
      .map(({ textContent }) => textContent),
  ).toEqual(['Nobody', 'Rosa Delgado', 'Ana Ruiz']);
  await bench.user.selectOptions(keeper, 'Ana Ruiz');
  await bench.user.selectOptions(screen.getByRole('combobox', { name: 'Leader' }), 'Nobody');
  await bench.user.click(screen.getByRole('button', { name: 'Save who does what' }));
  const given = bench.commands.map((body) => body);
  expect(given).toMatchObject([
    { case: 'giveRole', value: { roundId: 'rd_1', room: 7, role: RoomRole.LEADER, personId: '' } },
    { case: 'giveRole', value: { role: RoomRole.TIMEKEEPER, personId: ANA } },
  ]);
});

test('what others give meanwhile is shown, and does not undo what one has chosen', async () => {
  const bench = await enterRoom(inRoom({ roles }));
  await bench.user.click(await screen.findByText('Who does what'));
  const select = (name: string) => screen.getByRole<HTMLSelectElement>('combobox', { name });
  await bench.user.selectOptions(select('Reporter'), 'Rosa Delgado');
  const next = [{ role: RoomRole.LEADER, personId: ME }];
  bench.change({ case: 'myRoom', value: myRoom(seven({ roles: next })) });
  expect(select('Leader').value).toBe(ME);
  expect(select('Reporter').value).toBe(ME);
  expect(screen.getByTestId('my-roles').textContent).toMatch(/^You lead this room\./);
});
