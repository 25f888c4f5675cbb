// Whom a text mentions, and who can be mentioned while it is being written.
import { assertNever } from '../../../lib/assert-never';
import { folded } from '../../../lib/folded';
import type { Person } from '../../../protocol/convene/v1/roster_pb';
import { Permission } from '../../../protocol/convene/v1/roster_pb';
import type { View } from '../../../protocol/convene/v1/view_pb';
import type { Conversation } from '../../../session/conversations';
import { roomIn } from '../../../session/rounds';

/** A name that is being typed behind an @, and where that stands. */
export interface Query {
  at: number;
  words: string;
}

const MENTIONS_MAX = 20;
/** As many as fit above the input without scrolling. */
const OPTIONS_MAX = 6;
const QUERY = /(?:^|[\s(¿¡"“])@([^\s@][^@\n]{0,39}|)$/;

/** Those who can read what is written there, without me and without those at the door. */
export function readers(view: View, conversation: Conversation): Person[] {
  const meId = view.me?.personId;
  const inRoom = placedIn(view, conversation);
  return view.people.filter((person) => {
    if (person.id === meId || person.waiting || !person.arrived) return false;
    switch (conversation.kind) {
      case 'plenary':
        return true;
      case 'facilitators':
        return person.permission >= Permission.FACILITATOR;
      case 'private':
        return conversation.personIds.includes(person.id);
      case 'room':
        return person.permission >= Permission.FACILITATOR || inRoom.has(person.id);
      default:
        return assertNever(conversation);
    }
  });
}

function placedIn(view: View, conversation: Conversation): ReadonlySet<string> {
  if (conversation.kind !== 'room') return new Set();
  const { roundId, room } = conversation;
  return new Set(roomIn(view, roundId, room)?.places.map(({ personId }) => personId));
}

export function queryAt(text: string, caret: number): Query | undefined {
  const before = text.slice(0, caret);
  const match = QUERY.exec(before);
  const words = match?.[1];
  return words === undefined ? undefined : { at: caret - words.length - 1, words };
}

/** Names with a word that begins like this come first, then those that hold it. */
export function matching(people: readonly Person[], query: string): Person[] {
  const wanted = folded(query);
  const begins: Person[] = [];
  const holds: Person[] = [];
  for (const person of people) {
    const name = folded(person.name);
    if (name.startsWith(wanted) || name.includes(` ${wanted}`)) begins.push(person);
    else if (name.includes(wanted)) holds.push(person);
    if (begins.length >= OPTIONS_MAX) break;
  }
  return [...begins, ...holds].slice(0, OPTIONS_MAX);
}

/** The text with the name in it, and where to go on writing. */
export function withName(text: string, { at, words }: Query, name: string) {
  const rest = text.slice(at + 1 + words.length);
  const put = `@${name}${/^\s/.test(rest) ? '' : ' '}`;
  return {
    text: text.slice(0, at) + put + rest,
    caret: at + put.length + (put.endsWith(' ') ? 0 : 1),
  };
}

/**
 * Everyone whose name stands behind an @. Of several with one name, those who were chosen;
 * when none was, nobody is meant for sure.
 */
export function mentionIds(
  text: string,
  people: readonly Person[],
  chosen: ReadonlySet<string>,
): string[] {
  if (!text.includes('@')) return [];
  const byName = new Map<string, string[]>();
  for (const { id, name } of people) {
    if (!named(text, name)) continue;
    byName.set(name, [...(byName.get(name) ?? []), id]);
  }
  const ids = [...byName.values()].flatMap((same) =>
    same.length === 1 ? same : same.filter((id) => chosen.has(id)),
  );
  return ids.slice(0, MENTIONS_MAX);
}

function named(text: string, name: string): boolean {
  const mark = `@${name}`;
  for (let at = text.indexOf(mark); at !== -1; at = text.indexOf(mark, at + 1)) {
    // "@Ana" is not meant in "@Anabel".
    if (!/[\p{L}\p{N}]/u.test(text.charAt(at + mark.length))) return true;
  }
  return false;
}
