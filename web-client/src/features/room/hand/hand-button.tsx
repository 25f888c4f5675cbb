// My hand: raised and lowered with one press, and where I am in the queue, in words.
import { useEffect, useRef } from 'react';
import { useI18n } from '../../../i18n/i18n-provider';
import type { Engine } from '../../../session/engine';
import { Button } from '../../../ui/button';
import { useAsking } from '../use-asking';
import { raiseHand } from './hand-commands';
import { useMyPlace } from './use-hands';

export function HandButton({ engine }: { engine: Engine }) {
  const { t } = useI18n();
  const place = useMyPlace();
  const asking = useAsking('raiseHand');
  const press = useRef(() => {});
  press.current = () => {
    if (!asking) engine.send(raiseHand(place === 0));
  };

  // As in the calls that people know: with Ctrl and Alt, so that it works while one writes.
  useEffect(() => {
    function handleKey(event: KeyboardEvent) {
      if (!event.ctrlKey || !event.altKey || event.code !== 'KeyH' || event.repeat) return;
      event.preventDefault();
      press.current();
    }
    document.addEventListener('keydown', handleKey);
    return () => document.removeEventListener('keydown', handleKey);
  }, []);

  return (
    <div className="hand">
      <Button
        size="small"
        className={place > 0 ? 'hand-up' : undefined}
        busy={asking}
        title={t('hand.keys')}
        aria-keyshortcuts="Control+Alt+H"
        onClick={() => press.current()}
      >
        <span className="hand-sign" aria-hidden="true">
          ✋
        </span>
        {t(place > 0 ? 'hand.lower' : 'hand.raise')}
      </Button>
      <span className="hand-place">
        {asking && t('question.sending')}
        {!asking && place > 0 && t('hand.place', { place })}
      </span>
      {/* Said once: not again with each one who is before me. */}
      <span className="visually-hidden" role="status">
        {place > 0 && t('hand.isUp')}
      </span>
    </div>
  );
}
