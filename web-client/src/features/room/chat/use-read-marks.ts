// Which lines this person has seen, for as long as the tab lives.
import { useCallback, useEffect, useRef, useState } from 'react';
import { tabStore } from '../../../lib/storage';
import type { View } from '../../../protocol/convene/v1/view_pb';
import { conversationKey, conversationOf } from '../../../session/conversations';
import type { ReadMarks } from '../../../session/read-marks';
import { lastLineId } from '../../../session/read-marks';
import { useRoom } from '../room-context';

export interface Reading {
  marks: ReadMarks;
  /** The conversation whose end is on the screen: nothing in it is unread. */
  readingKey: string | undefined;
  /** The end came on the screen. */
  begin: (key: string) => void;
  /** The end left the screen, with this as the last line that was seen. */
  stop: (key: string, lineId: string) => void;
}

export function useReadMarks(): Reading {
  const { sessionId, store, engine } = useRoom();
  const storageKey = `convene.read.${sessionId}`;
  const [marks, setMarks] = useState<ReadMarks>(
    () => (engine && stored(storageKey)) ?? everything(store.get().view),
  );
  const [readingKey, setReadingKey] = useState<string>();
  const present = useRef(marks);

  const stop = useCallback(
    (key: string, lineId: string) => {
      present.current = { ...present.current, [key]: lineId };
      if (engine) tabStore.write(storageKey, JSON.stringify(present.current));
      setMarks(present.current);
      setReadingKey((before) => (before === key ? undefined : before));
    },
    [engine, storageKey],
  );

  return { marks, readingKey, begin: setReadingKey, stop };
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

/** Says what was seen once, when the reader leaves, and not with every line that comes. */
export function useReading(
  key: string,
  lastId: string,
  atEnd: boolean,
  { begin, stop }: Reading,
): void {
  const last = useRef(lastId);
  last.current = lastId;
  useEffect(() => {
    if (!atEnd) return;
    const handleLeave = () => stop(key, last.current);
    begin(key);
    window.addEventListener('pagehide', handleLeave);
    return () => {
      window.removeEventListener('pagehide', handleLeave);
      handleLeave();
    };
  }, [atEnd, key, begin, stop]);
}
