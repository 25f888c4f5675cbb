// What happened while we were out of touch: lines, and what else is not as it was.
import type { AgendaItem } from '../protocol/convene/v1/agenda_pb';
import type { Line } from '../protocol/convene/v1/chat_pb';
import type { PresenceCheck, SessionState } from '../protocol/convene/v1/session_pb';
import type { Spotlight } from '../protocol/convene/v1/spotlight_pb';
import type { Change, View } from '../protocol/convene/v1/view_pb';
import { isOtherRoom } from './rounds';

/** What is not as it was; absent is what still is. */
export interface Meanwhile {
  state?: { from: SessionState; to: SessionState };
  /** Absent within: the session was, or is, at none. */
  step?: { from?: AgendaItem; to?: AgendaItem };
  /** The last one that was asked. Its time may be over. */
  check?: PresenceCheck;
  /** What stands there now. */
  spotlight?: { to?: Spotlight };
}

export interface Away {
  ms: number;
  /** By others. */
  lines: number;
  /** The server lost or restored a part of its history. */
  diverged: boolean;
  meanwhile: Meanwhile;
}

export interface Return {
  ms: number;
  before: View;
  /** The whole view, if it came. Otherwise the changes that were missed follow. */
  after?: View;
  serverTimeMs: number;
  diverged: boolean;
}

/** Shorter absences without news are not worth a word. */
const AWAY_MS_MIN = 10_000;

/** Keeps account of one absence, until it is dismissed or another one comes. */
export class AwayBook {
  #away: Away | undefined;
  /** The view as we left it. */
  #since: View | undefined;
  /** Changes that were missed are still coming. */
  #catchingUp = false;
  #returnedAtMs = 0;

  get worthSaying(): Away | undefined {
    const away = this.#away;
    if (!away) return undefined;
    const news = away.lines > 0 || away.diverged || Object.keys(away.meanwhile).length > 0;
    return news || away.ms >= AWAY_MS_MIN ? away : undefined;
  }

  returned({ ms, before, after, serverTimeMs, diverged }: Return): void {
    // A stumble right after a return must not wipe away what has not been read yet.
    const standing = ms < AWAY_MS_MIN ? this.worthSaying : undefined;
    const since = (standing && this.#since) ?? before;
    const lines = after ? linesSince(before, after) : 0;
    this.#since = since;
    this.#catchingUp = !after;
    this.#returnedAtMs = serverTimeMs;
    this.#away = {
      ms: standing?.ms ?? ms,
      lines: lines + (standing?.lines ?? 0),
      diverged: diverged || standing?.diverged === true,
      meanwhile: after ? differences(since, after) : (standing?.meanwhile ?? {}),
    };
  }

  /** A change has been applied; `view` is what it has led to. */
  changed({ change }: Change, view: View): void {
    if (!this.#away) return;
    switch (change.case) {
      case 'lineAdded':
        return this.#lineAdded(change.value, view);
      case 'session':
      case 'now':
      case 'check':
      case 'spotlight':
      case 'view':
        if (this.#catchingUp && this.#since) {
          this.#away = { ...this.#away, meanwhile: differences(this.#since, view) };
        }
    }
  }

  /** A heartbeat ends what was missed: from here on, things happen before our eyes. */
  caughtUp(): void {
    this.#catchingUp = false;
  }

  dismiss(): void {
    this.#away = undefined;
    this.#since = undefined;
  }

  #lineAdded({ authorId, atMs, channelId }: Line, view: View): void {
    if (!this.#away || authorId === view.me?.personId) return;
    const channel = view.channels.find(({ id }) => id === channelId);
    if (channel && isOtherRoom(view, channel)) return;
    if (Number(atMs) > this.#returnedAtMs) return;
    this.#away = { ...this.#away, lines: this.#away.lines + 1 };
  }
}

/** Lines by others that the old view did not hold, as far as the new one reaches. */
function linesSince(before: View, after: View): number {
  const meId = after.me?.personId;
  let count = 0;
  for (const channel of after.channels) {
    if (isOtherRoom(after, channel)) continue;
    const old = before.channels.find(({ id }) => id === channel.id);
    const known = new Set(old?.lines.map(({ id }) => id));
    count += channel.lines.filter((line) => !known.has(line.id) && line.authorId !== meId).length;
  }
  return count;
}

function differences(before: View, after: View): Meanwhile {
  const found: Meanwhile = {};
  const [from, to] = [before.session?.state, after.session?.state];
  if (from !== undefined && to !== undefined && from !== to) found.state = { from, to };
  const [left, at] = [before.now?.item, after.now?.item];
  if (left?.id !== at?.id) found.step = { from: left, to: at };
  if ((after.check?.check ?? 0) > (before.check?.check ?? 0)) found.check = after.check;
  if (whatIsOn(before.spotlight) !== whatIsOn(after.spotlight)) {
    found.spotlight = { to: whatIsOn(after.spotlight) === '' ? undefined : after.spotlight };
  }
  return found;
}

function whatIsOn(spotlight: Spotlight | undefined): string {
  switch (spotlight?.on.case) {
    case 'line':
      return `line ${spotlight.on.value.id}`;
    case 'personId':
      return `person ${spotlight.on.value}`;
    case 'slide':
      return `slide ${spotlight.on.value.itemId} ${spotlight.on.value.page}`;
    default:
      return '';
  }
}
