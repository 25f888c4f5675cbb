// Rosa in room 7 with Ana, while Fay runs the session: where most tests of rooms begin.
import { JobRole, Permission } from '../protocol/convene/v1/roster_pb';
import type { View } from '../protocol/convene/v1/view_pb';
import { ANA, channel, line, ME, person, view } from './builders';
import { myRoom, openRound, room, roomChannel } from './rounds';

export const FAY = 'per_fay';

export const PEOPLE = [
  person(ME, 'Rosa Delgado', { jobRole: JobRole.COACH }),
  person(ANA, 'Ana Ruiz', { organisation: { name: 'Hill Unified' } }),
  person(FAY, 'Fay Host', { permission: Permission.FACILITATOR }),
];

export const seven = (more: object = {}) => room(7, [ME, ANA], more);

export function inRoom(more: object = {}, round: object = {}, rest: Partial<View> = {}): View {
  const hi = line('ln_7', { channelId: 'ch_7', text: 'Hi room' });
  const shown = view({
    people: PEOPLE,
    channels: [channel(), roomChannel(7, [hi])],
    openRound: openRound(round),
    myRoom: myRoom(seven(more)),
  });
  return { ...shown, ...rest };
}
