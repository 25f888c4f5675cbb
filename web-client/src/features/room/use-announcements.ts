// Feeds the announcer: lines, moves of the session, the connection, in one throttled voice.
import { useEffect, useRef, useState } from 'react';
import { useI18n } from '../../i18n/i18n-provider';
import { realClock } from '../../lib/clock';
import { localStore } from '../../lib/storage';
import type { Line } from '../../protocol/convene/v1/chat_pb';
import type { Engine } from '../../session/engine';
import { Throttle } from '../../ui/announcer';
import type { AnnounceSetting } from './announce';
import { ANNOUNCE_SETTINGS, lineWords, moveWords, newLines } from './announce';
import { awayWords } from './away-notice';
import { connectionWords } from './connection-word';

type Item =
  | { kind: 'line'; line: Line }
  | { kind: 'move'; words: string }
  | { kind: 'connection'; words: string };

const KEY = 'convene.announcements';

function remembered(): AnnounceSetting {
  const value = localStore.read(KEY);
  return ANNOUNCE_SETTINGS.find((setting) => setting === value) ?? 'counts';
}

export function useAnnouncements(engine: Engine) {
  const { t, language } = useI18n();
  const [words, setWords] = useState('');
  const [setting, setSetting] = useState(remembered);
  // Read when the time to speak has come, not when the listener was made.
  const present = useRef({ t, language, setting });
  present.current = { t, language, setting };

  useEffect(() => {
    const throttle = new Throttle<Item>(realClock, (items) => {
      const meId = engine.store.get().view?.me?.personId ?? '';
      const lines = items.flatMap((item) => (item.kind === 'line' ? [item.line] : []));
      const moves = items.flatMap((item) => (item.kind === 'move' ? [item.words] : []));
      const links = items.flatMap((item) => (item.kind === 'connection' ? [item.words] : []));
      const said = lineWords(lines, present.current.setting, meId, present.current.t);
      // Of several words about the connection only the last still matter.
      setWords([...moves, ...links.slice(-1), said].filter(Boolean).join('. '));
    });
    let before = engine.store.get();
    return engine.store.subscribe(() => {
      const after = engine.store.get();
      const { t: words, language: spoken } = present.current;
      if (before.view && after.view && before.view !== after.view) {
        for (const line of newLines(before.view, after.view)) throttle.add({ kind: 'line', line });
        for (const move of moveWords(before.view, after.view, spoken, words)) {
          throttle.add({ kind: 'move', words: move });
        }
      }
      if (before.connection.kind !== after.connection.kind) {
        const spokenWords = connectionWords(after.connection, realClock.now(), words);
        throttle.add({ kind: 'connection', words: spokenWords });
      }
      if (after.away && before.away !== after.away) {
        throttle.add({ kind: 'connection', words: awayWords(after.away, words) });
      }
      before = after;
    });
  }, [engine]);

  return {
    words,
    setting,
    setSetting(next: AnnounceSetting) {
      localStore.write(KEY, next);
      setSetting(next);
    },
  };
}
