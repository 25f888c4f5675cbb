// Steps in their order, and roles that nobody has left over.
import { create } from '@bufbuild/protobuf';
import { expect, test } from 'vitest';
import { RoomRole, RoomStepSchema } from '../../../../protocol/convene/v1/breakout_pb';
import { round } from '../../../../testing/rounds';
import { addStep, changeStep, moveStep, removeStep, withRole } from './edit-steps';

const step = (en: string, silent = RoomRole.UNSPECIFIED) =>
  create(RoomStepSchema, { title: { en }, minutes: 5, silent });
const steps = [step('a'), step('b'), step('c')];
const names = (all: typeof steps) => all.map(({ title }) => title?.en).join('');

test.each([
  ['up', moveStep(steps, 1, -1), 'bac'],
  ['down', moveStep(steps, 1, 1), 'acb'],
  ['up at the top', moveStep(steps, 0, -1), 'abc'],
  ['down at the end', moveStep(steps, 2, 1), 'abc'],
  ['out', removeStep(steps, 1), 'ac'],
])('%s', (_, moved, order) => {
  expect(names(moved)).toBe(order);
});

test('a new step is the last one, and one is changed alone', () => {
  expect(addStep(steps)).toHaveLength(4);
  const changed = changeStep(steps, 1, { minutes: 9 });
  expect(changed.map(({ minutes }) => minutes)).toEqual([5, 9, 5]);
});

test('a role that rooms do not have any more cannot be the one who listens', () => {
  const roles = [RoomRole.REPORTER, RoomRole.PRESENTER];
  const before = round('rd_1', { roles, steps: [step('a', RoomRole.PRESENTER)] });
  const after = withRole(before, RoomRole.PRESENTER, false);
  expect(after.roles).toEqual([RoomRole.REPORTER]);
  expect(after.steps[0]?.silent).toBe(RoomRole.UNSPECIFIED);
  expect(withRole(after, RoomRole.LEADER, true).roles).toEqual([
    RoomRole.LEADER,
    RoomRole.REPORTER,
  ]);
});
