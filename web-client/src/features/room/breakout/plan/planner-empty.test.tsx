// Rooms that nobody is dealt into: by hand, by choice, and plans that have none.
import { create } from '@bufbuild/protobuf';
import { screen } from '@testing-library/react';
import { beforeEach, expect, test, vi } from 'vitest';
import { RoundPlanSchema } from '../../../../protocol/convene/v1/breakout_pb';
import { atTheForm, PLAN_ROUTE } from '../../../../testing/facilitator-bench';
import { ok, serve } from '../../../../testing/fake-server';

beforeEach(() => void vi.useFakeTimers({ shouldAdvanceTime: true }));

const cards = () => screen.getAllByTestId('plan-room').map(({ textContent }) => textContent);

test('by hand needs no server: rooms are empty, and everyone waits for a room', async () => {
  const fetch = serve({});
  const bench = await atTheForm();
  await bench.user.selectOptions(
    screen.getByRole('combobox', { name: 'Who comes together' }),
    'By hand',
  );
  const size = screen.getByRole('textbox', { name: 'People in a room' });
  await bench.user.clear(size);
  await bench.user.type(size, '2');
  await bench.user.click(screen.getByRole('button', { name: 'Plan' }));
  expect(cards()).toHaveLength(2);
  expect(screen.getByRole('heading', { name: '3 people have no room yet' })).toBeTruthy();
  expect(fetch).not.toHaveBeenCalled();
});

test('people choose among empty rooms: nobody is dealt, and nobody is without a room', async () => {
  const fetch = serve({});
  const bench = await atTheForm();
  await bench.user.selectOptions(
    screen.getByRole('combobox', { name: 'Who comes together' }),
    'People choose',
  );
  const size = screen.getByRole('textbox', { name: 'People in a room' });
  await bench.user.clear(size);
  await bench.user.type(size, '2');
  await bench.user.click(screen.getByRole('button', { name: 'Plan' }));
  expect(cards()).toHaveLength(2);
  expect(screen.queryByRole('heading', { name: /have no room yet/ })).toBeNull();
  expect(screen.queryByRole('checkbox', { name: /^Keep what is planned/ })).toBeNull();
  expect(fetch).not.toHaveBeenCalled();
});

test('a plan without rooms says that it has none', async () => {
  serve({ [PLAN_ROUTE]: ok(RoundPlanSchema, create(RoundPlanSchema, { report: {} })) });
  const bench = await atTheForm();
  await bench.user.click(screen.getByRole('button', { name: 'Plan' }));
  expect(await screen.findByText('There are no rooms in this plan yet.')).toBeTruthy();
});
