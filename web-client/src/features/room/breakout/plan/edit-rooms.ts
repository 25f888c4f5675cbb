// Changes of a plan by hand: who goes where, what rooms there are, what they are called.
import { create } from '@bufbuild/protobuf';
import type { Room } from '../../../../protocol/convene/v1/breakout_pb';
import { PlacementWhy, RoomSchema } from '../../../../protocol/convene/v1/breakout_pb';

/** Into room 0: out of all of them. */
export function movePerson(rooms: readonly Room[], personId: string, to: number): Room[] {
  const place = {
    $typeName: 'convene.v1.RoomPlace',
    personId,
    why: PlacementWhy.FACILITATOR,
  } as const;
  return rooms.map((room) => {
    const inIt = room.places.some((one) => one.personId === personId);
    if (room.number === to) return inIt ? room : { ...room, places: [...room.places, place] };
    if (!inIt) return room;
    return { ...room, places: room.places.filter((one) => one.personId !== personId) };
  });
}

export function addRoom(rooms: readonly Room[]): Room[] {
  const number = rooms.reduce((max, room) => Math.max(max, room.number), 0) + 1;
  return [...rooms, create(RoomSchema, { number })];
}

export function nameRoom(rooms: readonly Room[], number: number, en: string, es: string): Room[] {
  return rooms.map((room) =>
    room.number === number ? { ...room, name: { $typeName: 'convene.v1.Text', en, es } } : room,
  );
}

export function linkRooms(rooms: readonly Room[], links: readonly string[]): Room[] {
  return rooms.map((room, index) => ({ ...room, link: links[index] ?? '' }));
}

/** Names and links stay with their numbers when people are dealt anew. */
export function dealtAnew(dealt: readonly Room[], before: readonly Room[]): Room[] {
  return dealt.map((room) => {
    const old = before.find(({ number }) => number === room.number);
    if (!old) return room;
    return { ...room, name: room.name?.en ? room.name : old.name, link: room.link || old.link };
  });
}

/** Rooms without anybody, for so many people. */
export function emptyRooms(people: number, size: number): Room[] {
  const count = Math.max(1, Math.ceil(people / Math.max(1, size)));
  return Array.from({ length: count }, (_, index) => create(RoomSchema, { number: index + 1 }));
}

export function roomOfPerson(rooms: readonly Room[], personId: string): number {
  return rooms.find(({ places }) => places.some((one) => one.personId === personId))?.number ?? 0;
}

/** The same people in the same rooms. */
export function sameRooms(one: readonly Room[], other: readonly Room[]): boolean {
  const placed = (rooms: readonly Room[]) =>
    rooms.map(({ number, places }) => [number, ...places.map(({ personId }) => personId).sort()]);
  return JSON.stringify(placed(one)) === JSON.stringify(placed(other));
}
