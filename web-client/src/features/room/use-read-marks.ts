// Which lines this person has seen, for as long as the tab lives.
import { useCallback, useEffect, useState } from 'react';
import { tabStore } from '../../lib/storage';
import type { View } from '../../protocol/convene/v1/view_pb';
import { conversationKey, conversationOf } from '../../session/conversations';
import type { ReadMarks } from '../../session/read-marks';
import { lastLineId } from '../../session/read-marks';
import { useRoom } from './room-context';

export function useReadMarks() {
  const { sessionId, store, engine } = useRoom();
  const storageKey = `convene.read.${sessionId}`;
  const [marks, setMarks] = useState<ReadMarks>(
    () => (engine && stored(storageKey)) ?? everything(store.get().view),
  );

  useEffect(() => {
    if (engine) tabStore.write(storageKey, JSON.stringify(marks));
  }, [engine, storageKey, marks]);

  const markRead = useCallback((key: string, lineId: string) => {
    setMarks((before) => (before[key] === lineId ? before : { ...before, [key]: lineId }));
  }, []);

  return { marks, markRead };
}

function stored(key: string): ReadMarks | undefined {
  try {
    return JSON.parse(tabStore.read(key) ?? 'null') ?? undefined;
  } catch {
    return undefined;
  }
}

/** A newcomer has not missed what was said before they came. */
function everything(view: View | undefined): ReadMarks {
  const marks: Record<string, string> = {};
  for (const channel of view?.channels ?? []) {
    const conversation = conversationOf(channel, view?.me?.personId ?? '');
    if (conversation) marks[conversationKey(conversation)] = lastLineId(channel);
  }
  return marks;
}
