// A plan changed by hand: everyone is in one room at most, whatever is done.
import { expect, test } from 'vitest';
import { PlacementWhy } from '../../../../protocol/convene/v1/breakout_pb';
import { ANA, ME } from '../../../../testing/builders';
import { FakeStorage } from '../../../../testing/engine-bench';
import { room, round } from '../../../../testing/rounds';
import {
  addRoom,
  dealtAnew,
  emptyRooms,
  linkRooms,
  movePerson,
  nameRoom,
  roomOfPerson,
} from './edit-rooms';
import { PlanDrafts } from './plan-draft';

const rooms = [room(1, [ME, ANA]), room(2, [])];
const ids = (all: typeof rooms) => all.map(({ places }) => places.map((one) => one.personId));

test('whoever is moved leaves their room, and is there because a facilitator said so', () => {
  const moved = movePerson(rooms, ANA, 2);
  expect(ids(moved)).toEqual([[ME], [ANA]]);
  expect(moved[1]?.places[0]?.why).toBe(PlacementWhy.FACILITATOR);
  expect(ids(movePerson(moved, ANA, 2))).toEqual([[ME], [ANA]]);
  expect(ids(movePerson(moved, ANA, 0))).toEqual([[ME], []]);
  expect(roomOfPerson(moved, ANA)).toBe(2);
  expect(roomOfPerson(moved, 'per_other')).toBe(0);
});

test('a new room has the next number', () => {
  expect(addRoom([room(4, [])]).map(({ number }) => number)).toEqual([4, 5]);
  expect(addRoom([]).map(({ number }) => number)).toEqual([1]);
});

test('names and links stay with their numbers when people are dealt anew', () => {
  const named = linkRooms(nameRoom(rooms, 1, 'Reading', ''), ['https://call.example/1']);
  const again = dealtAnew([room(1, [ANA]), room(2, [ME]), room(3, [])], named);
  expect(again[0]?.name?.en).toBe('Reading');
  expect(again[0]?.link).toBe('https://call.example/1');
  expect(ids(again)).toEqual([[ANA], [ME], []]);
});

test.each([
  [10, 5, 2],
  [11, 5, 3],
  [0, 5, 1],
])('%i people in rooms of %i begin with %i rooms', (people, size, count) => {
  expect(emptyRooms(people, size)).toHaveLength(count);
});

test('a plan that is not saved is there after a reload, and goes when it is saved', () => {
  const storage = new FakeStorage();
  new PlanDrafts(storage, 'ses_1').write({ round: round('', { rooms }), plan: undefined });
  const after = new PlanDrafts(storage.copy(), 'ses_1').read();
  expect(after && ids(after.round.rooms)).toEqual([[ME, ANA], []]);
  expect(new PlanDrafts(storage, 'ses_2').read()).toBeUndefined();
  new PlanDrafts(storage, 'ses_1').write(undefined);
  expect(new PlanDrafts(storage, 'ses_1').read()).toBeUndefined();
});

test('what another version of the page has stored is no plan', () => {
  const storage = new FakeStorage();
  storage.write('convene.plan.ses_1', '{"round":7}');
  expect(new PlanDrafts(storage, 'ses_1').read()).toBeUndefined();
});
