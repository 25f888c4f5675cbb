// What few rounds need: it is folded away, says what is set, and is saved with the round.
import { screen, within } from '@testing-library/react';
import { beforeEach, expect, test, vi } from 'vitest';
import { WhoamiSchema } from '../../../../protocol/convene/v1/api_pb';
import { RoomRole } from '../../../../protocol/convene/v1/breakout_pb';
import { ANA, agendaItem, outline } from '../../../../testing/builders';
import { atTheForm, atTheRooms, facilitating, TOM } from '../../../../testing/facilitator-bench';
import { ok, serve } from '../../../../testing/fake-server';
import { room, round } from '../../../../testing/rounds';

beforeEach(() => void vi.useFakeTimers({ shouldAdvanceTime: true }));

const rooms = [room(1, [ANA, TOM], { channelId: '' })];
const shown = () =>
  facilitating({
    outline: outline(agendaItem('it_1'), agendaItem('it_2')),
    rounds: [round('rd_1', { rooms }), round('rd_2', { rooms })],
  });
const summary = () => screen.getByText('More', { exact: false, selector: 'summary' });
const field = (name: string) => screen.getByRole('textbox', { name });

async function changing() {
  serve({ 'GET /api/me': ok(WhoamiSchema, {}) });
  const bench = await atTheRooms(shown());
  await bench.user.click(screen.getByRole('button', { name: 'Change the plan of “Round rd_1”' }));
  expect(summary().textContent).toBe('More nothing set');
  await bench.user.click(summary());
  return bench;
}

test('all of it is set with the keyboard, said in the fold, and saved', async () => {
  const bench = await changing();
  const { user } = bench;
  await user.selectOptions(screen.getByRole('combobox', { name: 'Step of the agenda' }), 'it_2');
  await user.click(screen.getByRole('checkbox', { name: /^Candid round\./ }));
  await user.click(screen.getByRole('checkbox', { name: 'Timekeeper' }));
  await user.click(screen.getByRole('checkbox', { name: 'Leader' }));
  await user.click(screen.getByRole('button', { name: 'Add a step' }));
  expect(document.activeElement).toBe(field('Step 1, in English'));
  await user.keyboard('Present');
  await user.selectOptions(
    screen.getByRole('combobox', { name: 'Who listens in step 1' }),
    'Leader',
  );
  await user.type(field('Minutes until people go on to the next room'), '8');
  await user.selectOptions(
    screen.getByRole('combobox', { name: 'Which round opens next by itself' }),
    'Round rd_2',
  );
  await user.type(field('At least'), '3');
  await user.type(field('At most'), '7');
  expect(summary().textContent).toBe(
    'More step “Step it_2” · candid · Leader, Timekeeper · 1 step in rooms · goes round every 8 min · then “Round rd_2”',
  );
  await user.click(screen.getByRole('button', { name: 'Save the plan' }));
  expect(bench.last).toMatchObject({
    case: 'putRound',
    value: {
      round: {
        id: 'rd_1',
        itemId: 'it_2',
        candid: true,
        roles: [RoomRole.LEADER, RoomRole.TIMEKEEPER],
        steps: [{ title: { en: 'Present' }, minutes: 5, silent: RoomRole.LEADER }],
        rotationMinutes: 8,
        nextRoundId: 'rd_2',
        spec: { size: 5, min: 3, max: 7 },
      },
    },
  });
});

test('steps are moved and removed by buttons, and the focus goes along', async () => {
  const { user } = await changing();
  const add = screen.getByRole('button', { name: 'Add a step' });
  await user.click(add);
  await user.keyboard('First');
  await user.click(add);
  await user.keyboard('Second');
  await user.click(screen.getByRole('button', { name: 'Move step 2 up' }));
  expect(screen.getByText('Step 2 is step 1 now.')).toBeTruthy();
  const up = screen.getByRole('button', { name: 'Move step 1 up' });
  expect(document.activeElement).toBe(up);
  expect((field('Step 1, in English') as HTMLInputElement).value).toBe('Second');
  await user.keyboard('{Enter}');
  expect(document.activeElement).toBe(up);
  await user.click(screen.getByRole('button', { name: 'Remove step 2' }));
  expect(document.activeElement).toBe(screen.getByRole('button', { name: 'Remove step 1' }));
  await user.keyboard('{Enter}');
  expect(document.activeElement).toBe(add);
  expect(screen.queryByTestId('room-step')).toBeNull();
});

test('what is wrong in the fold unfolds it, and the focus goes there', async () => {
  const bench = await changing();
  const { user } = bench;
  await user.click(screen.getByRole('button', { name: 'Add a step' }));
  await user.clear(field('Minutes of step 1'));
  await user.click(summary());
  await user.click(screen.getByRole('button', { name: 'Save the plan' }));
  const step = within(screen.getByTestId('room-step'));
  expect(step.getByText('Use a whole number from 1 to 120.')).toBeTruthy();
  expect(document.activeElement).toBe(field('Step 1, in English'));
  expect((summary().parentElement as HTMLDetailsElement).open).toBe(true);
  expect(bench.commands).toEqual([]);
});

test('the other rounds that are still planned can come next, and no others', async () => {
  await changing();
  const next = screen.getByRole('combobox', { name: 'Which round opens next by itself' });
  const names = within(next)
    .getAllByRole('option')
    .map(({ textContent }) => textContent);
  expect(names).toEqual(['None', 'Round rd_2']);
});

test.each([
  ['At least', '1', 'Use a whole number from 2 up to the size, or leave it empty.'],
  ['At least', '6', 'Use a whole number from 2 up to the size, or leave it empty.'],
  ['At most', '4', 'Use a whole number from the size up to 100, or leave it empty.'],
])('“%s”: %s is said at the field', async (name, text, words) => {
  const { user } = await atTheForm();
  await user.type(field(name), text);
  await user.click(screen.getByRole('button', { name: 'Plan' }));
  expect(screen.getByText(words)).toBeTruthy();
  expect(document.activeElement).toBe(field(name));
});
