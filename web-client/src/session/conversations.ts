// Whom a line is for: the same name before and after the server has made a channel of it.
import { assertNever } from '../lib/assert-never';
import type { Channel, Line } from '../protocol/convene/v1/chat_pb';
import { ChannelKind } from '../protocol/convene/v1/chat_pb';
import type { View } from '../protocol/convene/v1/view_pb';
import type { Command } from '../protocol/convene/v1/wire_pb';
import { roomIn } from './rounds';

export type CommandBody = Command['body'];

export type Conversation =
  | { kind: 'plenary' }
  | { kind: 'facilitators' }
  /** The others in it, without me, sorted. */
  | { kind: 'private'; personIds: readonly string[] }
  /** A breakout room: who is in it, and facilitators. */
  | { kind: 'room'; roundId: string; room: number };

export const PLENARY: Conversation = { kind: 'plenary' };
export const FACILITATORS: Conversation = { kind: 'facilitators' };

export function privateWith(personIds: readonly string[]): Conversation {
  return { kind: 'private', personIds: [...personIds].sort() };
}

export function roomConversation(roundId: string, room: number): Conversation {
  return { kind: 'room', roundId, room };
}

export function conversationKey(conversation: Conversation): string {
  switch (conversation.kind) {
    case 'plenary':
    case 'facilitators':
      return conversation.kind;
    case 'private':
      return `private:${conversation.personIds.join(',')}`;
    case 'room':
      return `room:${conversation.roundId}:${conversation.room}`;
    default:
      return assertNever(conversation);
  }
}

/** Of a room's channel only the room itself knows: see `channelOf`. */
export function conversationOf(channel: Channel, meId: string): Conversation | undefined {
  switch (channel.kind) {
    case ChannelKind.PLENARY:
      return PLENARY;
    case ChannelKind.FACILITATORS:
      return FACILITATORS;
    case ChannelKind.PRIVATE:
      return privateWith(channel.personIds.filter((id) => id !== meId));
    case ChannelKind.ROOM:
    case ChannelKind.UNSPECIFIED:
      return undefined;
    default:
      // A kind from a newer server: not shown.
      return undefined;
  }
}

export function channelOf(view: View, conversation: Conversation): Channel | undefined {
  if (conversation.kind === 'room') {
    const id = roomIn(view, conversation.roundId, conversation.room)?.channelId;
    return id ? view.channels.find((channel) => channel.id === id) : undefined;
  }
  const key = conversationKey(conversation);
  const meId = view.me?.personId ?? '';
  return view.channels.find((channel) => {
    const other = conversationOf(channel, meId);
    return other !== undefined && conversationKey(other) === key;
  });
}

/** What a line may have besides its text. */
export interface LineExtras {
  /** The line of the same conversation that it answers. */
  replyToId?: string;
  /** People who can read it. */
  mentionIds?: readonly string[];
}

export function lineFor(
  conversation: Conversation,
  text: string,
  { replyToId = '', mentionIds = [] }: LineExtras = {},
): CommandBody {
  const to = recipients(conversation);
  const more = { to, replyToId, mentionIds: [...mentionIds] };
  return { case: 'sendLine', value: { $typeName: 'convene.v1.SendLine', text, ...more } };
}

type SendLine = Extract<CommandBody, { case: 'sendLine' }>['value'];

function recipients(conversation: Conversation): SendLine['to'] {
  switch (conversation.kind) {
    case 'plenary':
      return { case: 'plenary', value: { $typeName: 'convene.v1.ToPlenary' } };
    case 'facilitators':
      return { case: 'facilitators', value: { $typeName: 'convene.v1.ToFacilitators' } };
    case 'private': {
      const personIds = [...conversation.personIds];
      return { case: 'people', value: { $typeName: 'convene.v1.ToPeople', personIds } };
    }
    case 'room': {
      const { roundId, room } = conversation;
      return { case: 'room', value: { $typeName: 'convene.v1.ToRoom', roundId, room } };
    }
    default:
      return assertNever(conversation);
  }
}

/** The conversation that an unsent line belongs to. */
export function conversationOfLine({ to }: SendLine): Conversation | undefined {
  switch (to.case) {
    case 'plenary':
      return PLENARY;
    case 'facilitators':
      return FACILITATORS;
    case 'people':
      return privateWith(to.value.personIds);
    case 'room':
      return roomConversation(to.value.roundId, to.value.room);
    case undefined:
      return undefined;
    default:
      return assertNever(to);
  }
}

/** Is this line what that command asked for? */
export function lineMatches(view: View | undefined, line: Line, body: CommandBody): boolean {
  if (body.case !== 'sendLine' || body.value.text !== line.text || !view) return false;
  const conversation = conversationOfLine(body.value);
  return conversation !== undefined && channelOf(view, conversation)?.id === line.channelId;
}
