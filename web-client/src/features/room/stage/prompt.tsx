// What people are asked to do. A long text begins folded, and says so.
import type { ReactNode } from 'react';
import { useId, useRef, useState } from 'react';
import { useI18n } from '../../../i18n/i18n-provider';
import { classNames } from '../../../lib/class-names';
import type { Text } from '../../../protocol/convene/v1/session_pb';
import { useWide } from '../../../ui/use-wide';
import { LineText } from '../chat/line-text';
import { Untranslated } from './untranslated';
import { useFits } from './use-fits';
import { useInMyWords } from './use-in-my-words';

/** Longer than this, or in more rows, it would push the talk about it off the screen. */
const CHARS_SHORT = { wide: 200, narrow: 80 };
const ROWS_SHORT = 2;

interface PromptProps {
  text: Text | undefined;
  /** What one can do about it, in the row of the way to the whole text. */
  children: ReactNode;
}

export function Prompt({ text, children }: PromptProps) {
  const { t } = useI18n();
  const id = useId();
  const { words, lang, untranslated } = useInMyWords(text);
  const [open, setOpen] = useState(false);
  const short = CHARS_SHORT[useWide() ? 'wide' : 'narrow'];
  const long = words.length > short || words.split('\n').length > ROWS_SHORT;
  const box = useRef<HTMLParagraphElement>(null);
  const fits = useFits(box, words, long && !open);
  return (
    <>
      {words !== '' && (
        <p
          ref={box}
          id={id}
          className={classNames('prompt-words', long && !open && 'prompt-folded')}
          data-testid="prompt"
        >
          {untranslated && (
            <>
              <Untranslated />{' '}
            </>
          )}
          <span lang={lang}>
            <LineText text={words} />
          </span>
        </p>
      )}
      <div className="now-acts">
        {children}
        {long && !fits && (
          <button
            type="button"
            className="prompt-more"
            aria-expanded={open}
            aria-controls={id}
            onClick={() => setOpen(!open)}
          >
            {t(open ? 'now.less' : 'now.more')}
          </button>
        )}
      </div>
    </>
  );
}
