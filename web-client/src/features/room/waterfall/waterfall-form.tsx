// Where one writes for a waterfall: said beside it that nobody sees it yet, and whether it is ready.
import { useEffect, useId, useRef } from 'react';
import { errorKey } from '../../../i18n/error-words';
import { useI18n } from '../../../i18n/i18n-provider';
import type { Engine } from '../../../session/engine';
import { Button } from '../../../ui/button';
import { useMyAnswer } from './use-my-answer';

/** From so many left on it matters. */
const NEAR = 200;

export function WaterfallForm({ engine, waterfallId }: { engine: Engine; waterfallId: string }) {
  const { t } = useI18n();
  const id = useId();
  const area = useRef<HTMLTextAreaElement>(null);
  const changing = useRef(false);
  const { text, ready, busy, refused, left, write, finish, change } = useMyAnswer(
    engine,
    waterfallId,
  );

  // Whoever wants to change it goes on writing.
  useEffect(() => {
    if (ready || !changing.current) return;
    changing.current = false;
    area.current?.focus();
  }, [ready]);

  return (
    <form
      className="fall-form"
      onSubmit={(event) => {
        event.preventDefault();
        changing.current = ready;
        if (ready) change();
        else finish();
      }}
    >
      <label className="field-label" htmlFor={id}>
        {t('fall.area')}
      </label>
      <textarea
        ref={area}
        id={id}
        className="input"
        rows={3}
        readOnly={ready || busy}
        value={text}
        aria-describedby={`${id}-who ${id}-state`}
        aria-invalid={left < 0 || undefined}
        onChange={({ target }) => write(target.value)}
      />
      <p className="field-hint" id={`${id}-who`}>
        {t('fall.nobodySees')}
      </p>
      {refused !== undefined && (
        <p className="field-error" role="alert">
          {t(errorKey(refused))}
        </p>
      )}
      <div className="fall-acts">
        {/* One button: whoever has pressed it keeps the focus. */}
        <Button
          kind={ready ? 'quiet' : 'primary'}
          type="submit"
          busy={busy}
          aria-disabled={busy || (!ready && (text.trim() === '' || left < 0)) || undefined}
        >
          {t(ready ? 'fall.change' : 'fall.ready')}
        </Button>
        <p className={ready ? 'fall-ready' : 'muted'} id={`${id}-state`} role="status">
          {busy && t('question.sending')}
          {!busy && ready && t('fall.isReady')}
          {!busy && !ready && left < 0 && t('chat.over', { count: -left })}
          {!busy && !ready && left >= 0 && left <= NEAR && t('chat.left', { count: left })}
          {!busy && !ready && left > NEAR && text.trim() !== '' && t('fall.onDevice')}
        </p>
      </div>
    </form>
  );
}
