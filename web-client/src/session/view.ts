// Applies the server's changes to a view. No rules: the server has decided already.
import { assertNever } from '../lib/assert-never';
import type { Channel, Line } from '../protocol/convene/v1/chat_pb';
import { ChannelKind } from '../protocol/convene/v1/chat_pb';
import type { Person } from '../protocol/convene/v1/roster_pb';
import type { Change, View } from '../protocol/convene/v1/view_pb';

/** How many lines of a channel to keep. */
export type LinesMax = (kind: ChannelKind) => number;

/** What the server's view holds, and a newcomer gets. */
export const linesOfLaw: LinesMax = (kind) => (kind === ChannelKind.PRIVATE ? 50 : 200);

/** A browser that stays may keep more. */
export const linesKept: LinesMax = () => 2000;

/** A new view; everything that the change does not touch stays the same object. */
export function applyChange(view: View, { change }: Change, linesMax = linesKept): View {
  switch (change.case) {
    case 'session':
      return { ...view, session: change.value };
    case 'personPut':
      return { ...view, people: putPerson(view.people, change.value) };
    case 'personGone':
      return { ...view, people: view.people.filter((person) => person.id !== change.value) };
    case 'channelPut':
      return { ...view, channels: putChannel(view.channels, change.value) };
    case 'lineAdded':
      return { ...view, channels: addLine(view.channels, change.value, linesMax) };
    case 'view':
      return change.value;
    case undefined:
      // A kind from a newer server: nothing that this client could show.
      return view;
    default:
      return assertNever(change);
  }
}

function putPerson(people: Person[], person: Person): Person[] {
  const index = people.findIndex(({ id }) => id === person.id);
  if (index === -1) return [...people, person];
  return people.map((old, at) => (at === index ? person : old));
}

function putChannel(channels: Channel[], channel: Channel): Channel[] {
  return channels.some(({ id }) => id === channel.id) ? channels : [...channels, channel];
}

function addLine(channels: Channel[], line: Line, linesMax: LinesMax): Channel[] {
  return channels.map((channel) => {
    if (channel.id !== line.channelId) return channel;
    const lines = [...channel.lines, line];
    const beyond = lines.length - linesMax(channel.kind);
    if (beyond <= 0) return { ...channel, lines };
    return { ...channel, lines: lines.slice(beyond), hasEarlier: true };
  });
}
