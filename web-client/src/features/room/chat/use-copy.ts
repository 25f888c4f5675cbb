// Copies a text, and has a word to say of it for a while.
import { useEffect, useState } from 'react';
import type { MessageKey } from '../../../i18n/en';
import { copyText } from '../../../lib/copy-text';

const SAID_MS = 4000;

export function useCopy() {
  const [said, setSaid] = useState<{ words: MessageKey }>();

  useEffect(() => {
    if (!said) return;
    const timer = setTimeout(() => setSaid(undefined), SAID_MS);
    return () => clearTimeout(timer);
  }, [said]);

  return {
    said: said?.words,
    async copy(text: string) {
      setSaid({ words: (await copyText(text)) ? 'copied' : 'line.copy.failed' });
    },
  };
}
