// The one input of the room, with who will see what is written in it.
import type { KeyboardEvent } from 'react';
import { useEffect, useId, useMemo, useRef, useState } from 'react';
import { useI18n } from '../../../i18n/i18n-provider';
import { localStore } from '../../../lib/storage';
import { lineFor } from '../../../session/conversations';
import { Drafts } from '../../../session/drafts';
import { Button } from '../../../ui/button';
import { useOpenRound } from '../breakout/use-rooms';
import { useRoom, useRoomState } from '../room-context';
import { CHARS_MAX, CHARS_NEAR, charsOf } from './chars';
import type { ComposerProps } from './composer';
import { MentionList } from './mention-list';
import { mentionIds, readers } from './mentions';
import { ReplyingTo } from './replying-to';
import { useGrowingHeight } from './use-growing-height';
import { useMentionBox } from './use-mention-box';
import { useSlowMode } from './use-slow-mode';

const NO_LINES: [] = [];

interface ComposerInputProps extends ComposerProps {
  /** Nothing can be written or sent now; what is there stays. */
  listening: boolean;
}

export function ComposerInput(props: ComposerInputProps) {
  const { engine, shown, answering, listening, focus = false, onFocused } = props;
  const { t } = useI18n();
  const { sessionId, store } = useRoom();
  const { conversation, name, channel } = shown;
  const draftKey = answering && !answering.line ? `thread ${answering.id}` : shown.key;
  const drafts = useMemo(() => new Drafts(localStore, sessionId), [sessionId]);
  const [text, setText] = useState(() => drafts.read(draftKey));
  const area = useRef<HTMLTextAreaElement>(null);
  const id = useId();
  const readable = useRoomState(({ view }) => view?.people);
  const people = useMemo(() => {
    const { view } = store.get();
    return readable && view ? readers(view, conversation) : [];
  }, [store, readable, conversation]);
  const box = useMentionBox(area, people, handleText);
  const waitS = useSlowMode(conversation, channel?.lines ?? NO_LINES);
  const left = CHARS_MAX - charsOf(text);
  const over = left < 0;
  const held = over || waitS > 0 || listening;
  const candid = useOpenRound()?.candid === true;
  const sees =
    candid && conversation.kind === 'room'
      ? 'chat.sees.candid'
      : (`chat.sees.${conversation.kind}` as const);
  useGrowingHeight(area, text);

  useEffect(() => {
    if (!focus) return;
    // Something may have been put into it from elsewhere.
    const kept = drafts.read(draftKey);
    if (kept !== '') setText(kept);
    area.current?.focus();
    onFocused?.();
  }, [focus, onFocused, drafts, draftKey]);

  function handleText(next: string) {
    setText(next);
    drafts.write(draftKey, next);
  }

  function handleSend() {
    area.current?.focus();
    const line = text.trim();
    if (line === '' || held) return;
    const mentions = mentionIds(line, people, box.chosen);
    engine.send(lineFor(conversation, line, { replyToId: answering?.id, mentionIds: mentions }));
    box.close();
    handleText('');
    answering?.onDismiss?.();
  }

  function handleKeyDown(event: KeyboardEvent<HTMLTextAreaElement>) {
    // While a word is being composed (accents, other scripts), Enter belongs to that.
    if (event.nativeEvent.isComposing || box.takesKey(event)) return;
    if (event.key === 'Escape' && answering?.onDismiss) {
      event.preventDefault();
      answering.onDismiss();
    } else if (event.key === 'Enter' && !event.shiftKey) {
      event.preventDefault();
      handleSend();
    }
  }

  return (
    <form
      className="composer"
      onSubmit={(event) => {
        event.preventDefault();
        handleSend();
      }}
    >
      {answering?.line && (
        <ReplyingTo
          line={answering.line}
          onDismiss={() => {
            answering.onDismiss?.();
            area.current?.focus();
          }}
        />
      )}
      <label className="visually-hidden" htmlFor={id}>
        {t(`chat.write.${conversation.kind}`, { names: name })}
      </label>
      <div className="composer-row">
        {box.open && <MentionList id={`${id}-people`} box={box} />}
        <textarea
          ref={area}
          id={id}
          className="input composer-input"
          data-testid="composer"
          rows={1}
          readOnly={listening}
          value={text}
          // Short, for a phone. To whom one writes is in the label, and below.
          placeholder={t(answering ? 'chat.answer' : 'chat.write')}
          aria-describedby={`${id}-who ${id}-left ${id}-keys`}
          aria-invalid={over || undefined}
          aria-autocomplete="list"
          aria-haspopup="listbox"
          aria-controls={box.open ? `${id}-people` : undefined}
          aria-activedescendant={box.open ? `${id}-people-${box.active}` : undefined}
          onChange={(event) => {
            handleText(event.target.value);
            box.look();
          }}
          onSelect={() => box.look()}
          onBlur={() => box.close()}
          onKeyDown={handleKeyDown}
        />
        <Button kind="primary" type="submit" aria-disabled={held || undefined}>
          {t('chat.send')}
        </Button>
      </div>
      <p className="visually-hidden" id={`${id}-keys`}>
        {t('chat.keys')}
      </p>
      <p className="visually-hidden" role="status">
        {box.open && t('mention.found', { count: box.options.length })}
      </p>
      <p className="composer-notes">
        <span id={`${id}-who`} className={listening ? 'composer-listening' : undefined}>
          {t(listening ? 'chat.listening' : sees, { names: name })}
        </span>
        <span id={`${id}-left`} className={over ? 'composer-over' : 'composer-left'}>
          {waitS > 0 && t('chat.slow', { seconds: waitS })}
          {over && t('chat.over', { count: -left })}
          {!over && left <= CHARS_MAX - CHARS_NEAR && t('chat.left', { count: left })}
        </span>
      </p>
    </form>
  );
}
