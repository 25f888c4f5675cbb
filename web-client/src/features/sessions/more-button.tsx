// The way to the rest of a list that is drawn in steps.
import { useEffect, useRef, useState } from 'react';
import type { MessageKey } from '../../i18n/en';
import { useI18n } from '../../i18n/i18n-provider';
import { Button } from '../../ui/button';

interface MoreButtonProps {
  words: MessageKey;
  /** How many come; 0: nothing is left, and no button. */
  next: number;
  onMore: () => void;
}

export function MoreButton({ words, next, onMore }: MoreButtonProps) {
  const { t } = useI18n();
  const [used, setUsed] = useState(false);
  const pressed = useRef(false);
  const end = useRef<HTMLParagraphElement>(null);
  const over = used && next === 0;

  // The button is gone, and the focus with it: it goes on from the end of the list. Only right
  // after a press: a search that leaves nothing to show must not take the focus.
  useEffect(() => {
    if (pressed.current) end.current?.focus();
    pressed.current = false;
  });

  if (over) {
    return (
      <p className="more muted" ref={end} tabIndex={-1}>
        {t('more.all')}
      </p>
    );
  }
  if (next === 0) return null;
  return (
    <p className="more">
      <Button
        onClick={() => {
          pressed.current = true;
          setUsed(true);
          onMore();
        }}
      >
        {t(words, { count: next })}
      </Button>
    </p>
  );
}
