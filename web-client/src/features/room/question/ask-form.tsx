// Asks everyone a question: one press opens the form, with who will see it beside the input.
import { useEffect, useId, useMemo, useRef, useState } from 'react';
import { errorKey } from '../../../i18n/error-words';
import { useI18n } from '../../../i18n/i18n-provider';
import { localStore } from '../../../lib/storage';
import { Drafts } from '../../../session/drafts';
import type { Engine } from '../../../session/engine';
import { Button } from '../../../ui/button';
import { Tick } from '../../../ui/tick';
import { charsOf } from '../chat/chars';
import { useRoom, useRoomState } from '../room-context';
import { useAsked } from '../use-asked';
import { askQuestion } from './question-commands';
import { isHeldFirst } from './use-askable';

/** The server takes no more. */
const QUESTION_MAX = 500;
/** From here on it matters how much is left. */
const QUESTION_NEAR = 400;
const DRAFT = 'question';
/** Kept with the words: whoever comes back to them still asks without a name. */
const NAMELESS = 'question-nameless';

export function AskForm({ engine }: { engine: Engine }) {
  const { t } = useI18n();
  const { sessionId } = useRoom();
  const id = useId();
  const area = useRef<HTMLTextAreaElement>(null);
  const opener = useRef<HTMLButtonElement | null>(null);
  const rules = useRoomState(({ view }) => view?.questionRules);
  const drafts = useMemo(() => new Drafts(localStore, sessionId), [sessionId]);
  const [text, setText] = useState(() => drafts.read(DRAFT));
  const [shown, setShown] = useState(text !== '');
  const [pressed, setPressed] = useState(false);
  const [wanted, setWanted] = useState(() => drafts.read(NAMELESS) !== '');
  const [done, setDone] = useState(false);
  const anonymous = wanted && !rules?.namedOnly;
  const asked = useAsked(engine, () => {
    handleText('');
    handleWanted(false);
    setDone(true);
    close();
  });
  const left = QUESTION_MAX - charsOf(text);

  useEffect(() => {
    if (pressed && shown) area.current?.focus();
  }, [pressed, shown]);

  function handleText(next: string) {
    setText(next);
    drafts.write(DRAFT, next);
  }

  function handleWanted(on: boolean) {
    setWanted(on);
    drafts.write(NAMELESS, on ? 'yes' : '');
  }

  function close() {
    setShown(false);
    setPressed(false);
    // What was pressed is gone: back to where it began.
    setTimeout(() => document.activeElement === document.body && opener.current?.focus());
  }

  if (!shown) {
    return (
      <div className="ask">
        <button
          ref={opener}
          type="button"
          className="button button-primary button-wide"
          onClick={() => {
            setDone(false);
            setPressed(true);
            setShown(true);
          }}
        >
          {t('question.ask')}
        </button>
        <p className="ask-done" role="status">
          {done && t('question.ask.done')}
        </p>
      </div>
    );
  }
  return (
    <form
      className="ask"
      aria-label={t('question.ask')}
      onSubmit={(event) => {
        event.preventDefault();
        if (charsOf(text) > 0 && left >= 0 && !asked.busy) {
          asked.ask(askQuestion(text.trim(), anonymous));
        }
      }}
    >
      <label className="field-label" htmlFor={id}>
        {t('question.ask.label')}
      </label>
      <textarea
        ref={area}
        id={id}
        className="input"
        rows={3}
        readOnly={asked.busy}
        value={text}
        aria-describedby={`${id}-who ${id}-left`}
        aria-invalid={left < 0 || undefined}
        onChange={({ target }) => handleText(target.value)}
      />
      {!rules?.namedOnly && (
        <Tick label={t('question.ask.anonymous')} on={anonymous} onChange={handleWanted} />
      )}
      <p className="field-hint" id={`${id}-who`}>
        {t(anonymous ? 'question.ask.seesAnonymous' : 'question.ask.sees')}{' '}
        {isHeldFirst(rules, anonymous) && t('question.ask.first')}
      </p>
      <p className={left < 0 ? 'field-error' : 'field-hint'} id={`${id}-left`} role="status">
        {asked.busy && t('question.sending')}
        {left < 0 && t('chat.over', { count: -left })}
        {left >= 0 &&
          left <= QUESTION_MAX - QUESTION_NEAR &&
          t('question.ask.left', { count: left })}
      </p>
      {asked.refused !== undefined && (
        <p className="field-error" role="alert">
          {t(errorKey(asked.refused))}
        </p>
      )}
      <div className="form-actions">
        <Button size="small" onClick={close}>
          {t('cancel')}
        </Button>
        <Button
          kind="primary"
          size="small"
          type="submit"
          busy={asked.busy}
          aria-disabled={asked.busy || charsOf(text) === 0 || left < 0 || undefined}
        >
          {t('question.ask.send')}
        </Button>
      </div>
    </form>
  );
}
