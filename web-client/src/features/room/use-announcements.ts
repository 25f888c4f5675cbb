// Feeds the announcer: new lines and changes of the connection, in one throttled voice.
import { useEffect, useRef, useState } from 'react';
import { useI18n } from '../../i18n/i18n-provider';
import { realClock } from '../../lib/clock';
import { localStore } from '../../lib/storage';
import type { Line } from '../../protocol/convene/v1/chat_pb';
import type { Engine } from '../../session/engine';
import { Throttle } from '../../ui/announcer';
import type { AnnounceSetting } from './announce-lines';
import { ANNOUNCE_SETTINGS, lineWords, newLines } from './announce-lines';
import { awayWords } from './away-notice';
import { connectionWords } from './connection-word';

type Item = { kind: 'line'; line: Line } | { kind: 'words'; words: string };

const KEY = 'convene.announcements';

function remembered(): AnnounceSetting {
  const value = localStore.read(KEY);
  return ANNOUNCE_SETTINGS.find((setting) => setting === value) ?? 'counts';
}

export function useAnnouncements(engine: Engine) {
  const { t } = useI18n();
  const [words, setWords] = useState('');
  const [setting, setSetting] = useState(remembered);
  // Read when the time to speak has come, not when the listener was made.
  const present = useRef({ t, setting });
  present.current = { t, setting };

  useEffect(() => {
    const throttle = new Throttle<Item>(realClock, (items) => {
      const lines = items.flatMap((item) => (item.kind === 'line' ? [item.line] : []));
      const others = items.flatMap((item) => (item.kind === 'words' ? [item.words] : []));
      const said = lineWords(lines, present.current.setting, present.current.t);
      // Of several words about the connection only the last still matter.
      setWords([...others.slice(-1), said].filter(Boolean).join('. '));
    });
    let before = engine.store.get();
    return engine.store.subscribe(() => {
      const after = engine.store.get();
      if (before.view && after.view && before.view !== after.view) {
        for (const line of newLines(before.view, after.view)) throttle.add({ kind: 'line', line });
      }
      if (before.connection.kind !== after.connection.kind) {
        const now = realClock.now();
        const spoken = connectionWords(after.connection, now, present.current.t);
        throttle.add({ kind: 'words', words: spoken });
      }
      if (after.away && before.away !== after.away) {
        throttle.add({ kind: 'words', words: awayWords(after.away, present.current.t) });
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
