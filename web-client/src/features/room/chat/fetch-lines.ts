// Fetches lines that the view does not hold, and makes up for what changed on the way.

import type { Line } from '../../../protocol/convene/v1/chat_pb';
import type { Lines } from '../../../protocol/convene/v1/in_session_pb';
import type { Change } from '../../../protocol/convene/v1/view_pb';
import { followed } from '../../../session/earlier';
import type { Engine } from '../../../session/engine';

export interface Fetched {
  lines: readonly Line[];
  hasMore: boolean;
}

/** A change may overtake the answer: what came meanwhile counts on top of it. */
export async function fetchLines(engine: Engine, ask: () => Promise<Lines>): Promise<Fetched> {
  const meanwhile: Change[] = [];
  const stop = engine.changes.listen((change) => meanwhile.push(change));
  try {
    const { lines, hasMore } = await ask();
    return { lines: meanwhile.reduce<readonly Line[]>(followed, lines), hasMore };
  } finally {
    stop();
  }
}
