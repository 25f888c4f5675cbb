// Small pieces of breakout rooms for tests: name what matters, the rest is made up.
import type { MessageInitShape } from '@bufbuild/protobuf';
import { create } from '@bufbuild/protobuf';
import type { RoomOutcome } from '../protocol/convene/v1/breakout_pb';
import {
  MyRoomSchema,
  OpenRoundSchema,
  PlacementWhy,
  RoomOutcomeSchema,
  RoomSchema,
  RoundResultsSchema,
  RoundSchema,
  RoundState,
  Strategy,
} from '../protocol/convene/v1/breakout_pb';
import type { Channel, Line } from '../protocol/convene/v1/chat_pb';
import { ChannelKind } from '../protocol/convene/v1/chat_pb';
import { channel } from './builders';

const MINUTE_MS = 60_000;

/** Room 7 of round `rd_1` has the channel `ch_7`. */
export function room(
  number: number,
  personIds: readonly string[],
  more: MessageInitShape<typeof RoomSchema> = {},
) {
  const places = personIds.map((personId) => ({ personId, why: PlacementWhy.MIXED }));
  const channelId = `ch_${number}`;
  return create(RoomSchema, { number, places, channelId, ...(more as object) });
}

export function round(id: string, more: MessageInitShape<typeof RoundSchema> = {}) {
  return create(RoundSchema, {
    id,
    title: { en: `Round ${id}`, es: `Ronda ${id}` },
    spec: { strategy: Strategy.MIXED, size: 5 },
    minutes: 20,
    state: RoundState.PLANNED,
    ...(more as object),
  });
}

/** Since now, for twenty minutes, unless told otherwise. */
export function openRound(more: MessageInitShape<typeof OpenRoundSchema> = {}) {
  const nowMs = Date.now();
  return create(OpenRoundSchema, {
    id: 'rd_1',
    title: { en: 'Mixed rooms', es: 'Salas mixtas' },
    prompt: { en: 'What surprised you?', es: '¿Qué le sorprendió?' },
    state: RoundState.OPEN,
    openedAtMs: BigInt(nowMs),
    endsAtMs: BigInt(nowMs + 20 * MINUTE_MS),
    roomCount: 41,
    ...(more as object),
  });
}

export function myRoom(
  in7: ReturnType<typeof room>,
  more: MessageInitShape<typeof MyRoomSchema> = {},
) {
  return create(MyRoomSchema, { roundId: 'rd_1', room: in7, ...(more as object) });
}

/** What a room brought back; without text: nothing. */
export function outcome(number: number, text = '', byId = ''): RoomOutcome {
  const result = text === '' ? undefined : { text, byId, atMs: 1n };
  return create(RoomOutcomeSchema, { number, result });
}

/** Of as many rooms, unless told otherwise. */
export function results(roundId: string, rooms: RoomOutcome[], roomCount = rooms.length) {
  const title = { en: `Round ${roundId}`, es: `Ronda ${roundId}` };
  return create(RoundResultsSchema, { roundId, title, rooms, roomCount });
}

export function roomChannel(number: number, lines: Line[] = []): Channel {
  return channel({ id: `ch_${number}`, kind: ChannelKind.ROOM, lines });
}
