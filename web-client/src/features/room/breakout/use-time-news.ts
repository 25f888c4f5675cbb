// What is new about the time of my room: there for a few seconds, and said once.
import { useEffect, useRef, useState } from 'react';
import type { TimeNews, TimeSeen } from './room-time';
import { timeNews } from './room-time';

const SHOWN_MS = 8000;

export function useTimeNews({ endsAtMs, paused, closing, warning }: TimeSeen) {
  const before = useRef<TimeSeen>(undefined);
  const [news, setNews] = useState<TimeNews>();

  useEffect(() => {
    const after = { endsAtMs, paused, closing, warning };
    // Whoever comes reads how it stands.
    const found = before.current && timeNews(before.current, after);
    before.current = after;
    if (found || closing) setNews(found);
  }, [endsAtMs, paused, closing, warning]);

  useEffect(() => {
    if (!news) return;
    const id = setTimeout(() => setNews(undefined), SHOWN_MS);
    return () => clearTimeout(id);
  }, [news]);

  return news;
}
