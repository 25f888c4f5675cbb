// What rooms brought back, in the plenary: one line that opens the list, quick with many rooms.
import { create } from '@bufbuild/protobuf';
import { screen, within } from '@testing-library/react';
import { beforeEach, expect, test, vi } from 'vitest';
import type { RoundResults } from '../../../../protocol/convene/v1/breakout_pb';
import { AllResultsSchema, OutcomeSetSchema } from '../../../../protocol/convene/v1/view_pb';
import { ANA, view } from '../../../../testing/builders';
import { inRoom, PEOPLE } from '../../../../testing/in-room';
import { enterRoom } from '../../../../testing/room-bench';
import { outcome, results } from '../../../../testing/rounds';
import { PHONE, resizeTo, WIDE } from '../../../../testing/window-width';

beforeEach(() => void vi.useFakeTimers({ shouldAdvanceTime: true }));

const plenary = (...all: RoundResults[]) => view({ people: PEOPLE, results: all });
const first = results('rd_1', [outcome(2, 'Más aulas'), outcome(3, 'More time', ANA)], 3);
const many = (roundId: string, count: number) =>
  results(
    roundId,
    Array.from({ length: count }, (_, index) => outcome(index + 1, `Found ${index + 1}`)),
    2 * count,
  );
const open = async (bench: Awaited<ReturnType<typeof enterRoom>>, line: string) => {
  await bench.user.click(await screen.findByRole('button', { name: line }));
  return within(await screen.findByRole('dialog', { name: 'What the rooms brought back' }));
};
const texts = (list: { getAllByTestId: (id: string) => HTMLElement[] }) =>
  list.getAllByTestId('outcome').map(({ textContent }) => textContent);

test('one line says how many brought something; it opens the list', async () => {
  const bench = await enterRoom(plenary(first));
  const list = await open(bench, 'Round rd_1: 2 of 3 rooms brought something back');
  expect(texts(list)).toEqual(['Room 2 Más aulas', 'Room 3 Ana RuizMore time']);
  expect(list.getByText('1 room brought nothing back.')).toBeTruthy();
  expect(list.queryByRole('searchbox')).toBeNull();
});

test('it follows what is written later, and goes when the rooms are open again', async () => {
  const bench = await enterRoom(plenary(first));
  await screen.findByTestId('results-line');
  const room = outcome(1, 'Late');
  bench.change({
    case: 'outcomeSet',
    value: create(OutcomeSetSchema, { roundId: 'rd_1', room }),
  });
  expect(screen.getByTestId('results-line').textContent).toMatch(/3 of 3 rooms/);
  bench.change({ case: 'results', value: create(AllResultsSchema) });
  expect(screen.queryByTestId('results-line')).toBeNull();
});

test('the newest round comes first, and the others are folded', async () => {
  const bench = await enterRoom(plenary(first, results('rd_2', [outcome(1, 'New')])));
  const list = await open(bench, 'Round rd_2: 1 of 1 room brought something back');
  const rounds = list.getAllByTestId('round-results');
  expect(texts(within(rounds[0] as HTMLElement))).toEqual(['Room 1 New']);
  const older = within(rounds[1] as HTMLElement);
  expect(older.queryAllByTestId('outcome')).toEqual([]);
  await bench.user.click(older.getByRole('button', { name: /^Round rd_1/ }));
  expect(older.getAllByTestId('outcome')).toHaveLength(2);
});

test('many are found by a word, also without its accents and in older rounds', async () => {
  const bench = await enterRoom(plenary(first, many('rd_2', 20)));
  const list = await open(bench, 'Round rd_2: 20 of 40 rooms brought something back');
  await bench.user.type(list.getByRole('searchbox', { name: 'Find rooms by a word' }), 'mas');
  expect(texts(list)).toEqual(['Room 2 Más aulas']);
  expect(list.getByText('1 room')).toBeTruthy();
});

test('of 400 rooms the first are drawn at once, and the others when there is time', async () => {
  const bench = await enterRoom(plenary(many('rd_1', 400)));
  const list = await open(bench, 'Round rd_1: 400 of 800 rooms brought something back');
  expect(list.getAllByTestId('outcome').length).toBeLessThanOrEqual(240);
  await vi.waitFor(() => expect(list.getAllByTestId('outcome')).toHaveLength(400));
  expect(list.getByText('400 rooms brought nothing back.')).toBeTruthy();
});

test('the list stays open when the window becomes narrow', async () => {
  const bench = await enterRoom(plenary(first));
  const list = await open(bench, 'Round rd_1: 2 of 3 rooms brought something back');
  resizeTo(PHONE);
  resizeTo(WIDE);
  expect(list.getByText('More time').isConnected).toBe(true);
});

test('whoever is in a room has its own work before them', async () => {
  await enterRoom(inRoom({}, {}, { results: [first] }));
  await screen.findByRole('heading', { name: 'Room 7' });
  expect(screen.queryByTestId('results-line')).toBeNull();
});
