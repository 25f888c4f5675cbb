// Words as many people wrote them: the larger, the more, in the order of how many.
import { useState } from 'react';
import { useI18n } from '../../../../i18n/i18n-provider';
import type { WordCount } from '../../../../protocol/convene/v1/poll_pb';
import { Button } from '../../../../ui/button';

interface WordCloudProps {
  words: readonly WordCount[];
  label: string;
  /** Facilitators may take a word out. */
  onTakeOut: ((word: string) => void) | undefined;
}

/** Four sizes: more could not be told apart. */
const SIZES = 4;

export function WordCloud({ words, label, onTakeOut }: WordCloudProps) {
  const { t } = useI18n();
  const [listed, setListed] = useState(false);
  const max = Math.max(1, ...words.map(({ count }) => count));
  return (
    <>
      <ul className={listed ? 'poll-word-list' : 'poll-cloud'} aria-label={label}>
        {words.map(({ word, count }) => (
          <li key={word} className={`poll-word-${sizeOf(count, max)}`}>
            {word} <span className="poll-word-count numbers">{count}</span>
            {listed && onTakeOut && (
              <Button
                kind="plain"
                size="small"
                aria-label={t('tally.takeOutOf', { text: word })}
                onClick={() => onTakeOut(word)}
              >
                {t('tally.takeOut')}
              </Button>
            )}
          </li>
        ))}
      </ul>
      <Button kind="plain" size="small" aria-pressed={listed} onClick={() => setListed(!listed)}>
        {t('tally.asList')}
      </Button>
    </>
  );
}

export function sizeOf(count: number, max: number): number {
  return max <= 1 ? 1 : 1 + Math.round(((count - 1) / (max - 1)) * (SIZES - 1));
}
