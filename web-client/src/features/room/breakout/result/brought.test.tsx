// What the people of a room bring from earlier rooms, mine first.
import { screen, within } from '@testing-library/react';
import { beforeEach, expect, test, vi } from 'vitest';
import { ANA, ME } from '../../../../testing/builders';
import { inRoom, seven } from '../../../../testing/in-room';
import { enterRoom } from '../../../../testing/room-bench';
import { myRoom, outcome, results } from '../../../../testing/rounds';
import { PHONE, resizeTo, WIDE } from '../../../../testing/window-width';

beforeEach(() => void vi.useFakeTimers({ shouldAdvanceTime: true }));

const brought = [
  { roundId: 'rd_0', room: 2, personIds: [ANA] },
  { roundId: 'rd_0', room: 3, personIds: [ME] },
  { roundId: 'rd_0', room: 7, personIds: [] },
  { roundId: 'rd_long_over', room: 1, personIds: [ME] },
];
const shown = () =>
  inRoom(
    {},
    {},
    {
      myRoom: myRoom(seven(), { brought }),
      results: [results('rd_0', [outcome(2, 'Hers'), outcome(3, 'Mine')], 7)],
    },
  );

test('each earlier room has what it found, and who was in it; mine is first', async () => {
  await enterRoom(shown());
  const rows = within(await screen.findByTestId('brought')).getAllByRole('listitem');
  expect(rows.map(({ textContent }) => textContent)).toEqual([
    'Round rd_0: Room 3 brought by youMine',
    'Round rd_0: Room 2 brought by Ana RuizHers',
    'Round rd_0: Room 7 it was written hereThat room wrote nothing down.',
  ]);
});

test('on a phone it is one line, and what one has opened stays open at another width', async () => {
  resizeTo(PHONE);
  const { user } = await enterRoom(shown());
  const line = await screen.findByRole('button', { name: 'What you bring from 3 earlier rooms' });
  expect(screen.queryByText('Mine')).toBeNull();
  await user.click(line);
  expect(screen.getByText('Mine')).toBeTruthy();
  await user.click(line);
  resizeTo(WIDE);
  expect(screen.queryByText('Mine')).toBeNull();
});
