// Someone who runs the session, before all rooms: where planning and looking over begin.
import type { MessageInitShape } from '@bufbuild/protobuf';
import { screen, within } from '@testing-library/react';
import type { Room, RoundSchema } from '../protocol/convene/v1/breakout_pb';
import { RoundState } from '../protocol/convene/v1/breakout_pb';
import { JobRole, Permission } from '../protocol/convene/v1/roster_pb';
import type { View } from '../protocol/convene/v1/view_pb';
import { ANA, channel, item, ME, me, person, view } from './builders';
import { enterRoom } from './room-bench';
import { openRound, roomChannel, round } from './rounds';

export const TOM = 'per_tom';
export const LEE = 'per_lee';
export const PLAN_ROUTE = 'POST /api/sessions/ses_1/rounds/plan';

const people = [
  person(ME, 'Fay Host', { permission: Permission.FACILITATOR }),
  person(ANA, 'Ana Ruiz', { jobRole: JobRole.COACH }),
  person(TOM, 'Tom Becker'),
  person(LEE, 'Lee Vang'),
];

export function facilitating(more: Partial<View> = {}): View {
  return { ...view({ me: me({ permission: Permission.FACILITATOR }), people }), ...more };
}

/** With these rooms open. */
export function running(
  rooms: readonly Room[],
  more: MessageInitShape<typeof RoundSchema> = {},
  shown: Partial<View> = {},
): View {
  const opened = openRound();
  const { openedAtMs, endsAtMs } = opened;
  const state = RoundState.OPEN;
  const open = round('rd_1', { state, openedAtMs, endsAtMs, rooms: [...rooms], ...more });
  const channels = [channel(), ...rooms.map(({ number }) => roomChannel(number))];
  return facilitating({ channels, openRound: opened, rounds: [open], ...shown });
}

/** With these people here. */
export async function atTheRooms(shown = facilitating(), here = [ME, ANA, TOM, LEE]) {
  const bench = await enterRoom(shown);
  await bench.user.click(await screen.findByRole('button', { name: 'Rooms' }));
  await screen.findByRole('heading', { name: 'Breakout rooms' });
  bench.receive(item({ case: 'presence', value: { full: true, here } }));
  return bench;
}

export async function atTheWall(shown: View) {
  const bench = await atTheRooms(shown);
  await screen.findByRole('list', { name: 'All rooms' });
  return bench;
}

/** What the wall says of one room. */
export function card(name: string) {
  const cards = screen.getAllByTestId('wall-room');
  const found = cards.find((one) => one.textContent?.startsWith(name));
  return within(found as HTMLElement);
}

export async function atTheForm(shown = facilitating()) {
  const bench = await atTheRooms(shown);
  await bench.user.click(screen.getByRole('button', { name: 'Plan a round' }));
  await screen.findByRole('form', { name: 'How people are dealt' });
  return bench;
}
