// What a status means, in sentences: the worst first, so that the first one can be said alone.
import type { MessageKey } from '../../i18n/en';
import type { Values } from '../../i18n/translate';
import type { Status } from '../../protocol/convene/v1/api_pb';

export type Tone = 'fine' | 'attention' | 'alarm' | 'unknown';

export interface Finding {
  tone: Tone;
  sentence: MessageKey;
  values?: Values;
  /** What staff can do now. */
  todo?: MessageKey;
}

/** A loss alarms for a day. Then it is a part of the history, and one that is not hidden. */
export const LOSS_ALARMS_MS = 24 * 60 * 60_000;
/** From here on people see that what they send waits. */
export const SLOW_MS = 1000;

/** Never empty: when nothing else is to be said, all is well. */
export function findings(status: Status, nowMs: number): Finding[] {
  const { nodes, losses } = status;
  const found: Finding[] = [];
  const alarm = (sentence: MessageKey, todo: MessageKey, values?: Values) =>
    found.push({ tone: 'alarm', sentence, todo, values });
  const attention = (sentence: MessageKey, todo: MessageKey, values?: Values) =>
    found.push({ tone: 'attention', sentence, todo, values });

  if (!status.canSave) alarm('status.unsaved', 'status.unsaved.todo');
  const count = losses.length;
  const newest = Math.max(0, ...losses.map(({ noticedAtMs }) => Number(noticedAtMs)));
  const lostLately = count > 0 && nowMs - newest < LOSS_ALARMS_MS;
  if (lostLately) alarm('status.lost', 'status.lost.todo', { losses: count });
  if ((status.storage?.weaknesses.length ?? 0) > 0) {
    attention('status.unsafe', 'status.unsafe.todo');
  }
  const reached = nodes.filter(({ isReached }) => isReached);
  if (reached.length < nodes.length) {
    const values = { reached: reached.length, nodes: nodes.length };
    attention('status.unreached', 'status.unreached.todo', values);
  }
  const versions = new Set(reached.map(({ version }) => version).filter((one) => one !== '')).size;
  if (versions > 1) attention('status.versions', 'status.versions.todo', { versions });
  else if (nodes.some(({ isOutdated }) => isOutdated)) {
    attention('status.outdated', 'status.outdated.todo');
  }
  const p99Ms = (status.saveTimes?.p99Us ?? 0) / 1000;
  if (p99Ms > SLOW_MS) attention('status.slow', 'status.slow.todo');

  if (found.length === 0) {
    // One that works alone names none.
    const values = { nodes: Math.max(1, nodes.length) };
    found.push({ tone: 'fine', sentence: 'status.fine', values });
  }
  if (count > 0 && !lostLately) {
    found.push({ tone: 'fine', sentence: 'status.lostBefore', values: { losses: count } });
  }
  return found;
}
