// The one input of the room, with who will see what is written in it.
import type { KeyboardEvent } from 'react';
import { useEffect, useId, useLayoutEffect, useMemo, useRef, useState } from 'react';
import { useI18n } from '../../i18n/i18n-provider';
import { localStore } from '../../lib/storage';
import { lineFor } from '../../session/conversations';
import { Drafts } from '../../session/drafts';
import type { Engine } from '../../session/engine';
import { Button } from '../../ui/button';
import { useRoom } from './room-context';
import type { ListedConversation } from './use-conversations';
import { useWritable } from './use-writable';
import { WhyNotWrite } from './why-not-write';

interface ComposerProps {
  engine: Engine;
  shown: ListedConversation;
  /** The person has just asked to write here. */
  focus: boolean;
}

const CHARS_MAX = 2000;
/** From here on it matters how much is left. */
const CHARS_NEAR = 1800;

export function Composer({ engine, shown, focus }: ComposerProps) {
  const obstacle = useWritable(shown.conversation);
  return obstacle ? (
    <WhyNotWrite obstacle={obstacle} engine={engine} />
  ) : (
    <Input engine={engine} shown={shown} focus={focus} />
  );
}

function Input({ engine, shown: { key, conversation, name }, focus }: ComposerProps) {
  const { t } = useI18n();
  const { sessionId } = useRoom();
  const drafts = useMemo(() => new Drafts(localStore, sessionId), [sessionId]);
  const [text, setText] = useState(() => drafts.read(key));
  const area = useRef<HTMLTextAreaElement>(null);
  const id = useId();
  const left = CHARS_MAX - Array.from(text.trim()).length;
  const over = left < 0;

  useEffect(() => {
    if (focus) area.current?.focus();
  }, [focus]);

  // As high as what is in it, up to what the stylesheet allows.
  // biome-ignore lint/correctness/useExhaustiveDependencies: the text is what makes it grow.
  useLayoutEffect(() => {
    const element = area.current;
    if (!element) return;
    element.style.height = 'auto';
    element.style.height = `${element.scrollHeight + 2}px`;
  }, [text]);

  function handleText(next: string) {
    setText(next);
    drafts.write(key, next);
  }

  function handleSend() {
    area.current?.focus();
    const line = text.trim();
    if (line === '' || over) return;
    engine.send(lineFor(conversation, line));
    handleText('');
  }

  function handleKeyDown(event: KeyboardEvent) {
    // While a word is being composed (accents, other scripts), Enter belongs to that.
    if (event.key !== 'Enter' || event.shiftKey || event.nativeEvent.isComposing) return;
    event.preventDefault();
    handleSend();
  }

  return (
    <form
      className="composer"
      onSubmit={(event) => {
        event.preventDefault();
        handleSend();
      }}
    >
      <label className="visually-hidden" htmlFor={id}>
        {t(`chat.write.${conversation.kind}`, { names: name })}
      </label>
      <div className="composer-row">
        <textarea
          ref={area}
          id={id}
          className="input composer-input"
          data-testid="composer"
          rows={1}
          value={text}
          placeholder={t(`chat.write.${conversation.kind}`, { names: name })}
          aria-describedby={`${id}-who ${id}-left ${id}-keys`}
          aria-invalid={over || undefined}
          onChange={(event) => handleText(event.target.value)}
          onKeyDown={handleKeyDown}
        />
        <Button kind="primary" type="submit" aria-disabled={over || undefined}>
          {t('chat.send')}
        </Button>
      </div>
      <p className="visually-hidden" id={`${id}-keys`}>
        {t('chat.keys')}
      </p>
      <p className="composer-notes">
        <span id={`${id}-who`}>{t(`chat.sees.${conversation.kind}`, { names: name })}</span>
        <span id={`${id}-left`} className={over ? 'composer-over' : 'composer-left'}>
          {over && t('chat.over', { count: -left })}
          {!over && left <= CHARS_MAX - CHARS_NEAR && t('chat.left', { count: left })}
        </span>
      </p>
    </form>
  );
}
