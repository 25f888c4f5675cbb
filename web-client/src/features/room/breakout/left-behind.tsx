// What someone was writing in a room when they left it: nothing that was typed is lost.
import { useEffect, useMemo, useRef, useState } from 'react';
import { errorKey } from '../../../i18n/error-words';
import { useI18n } from '../../../i18n/i18n-provider';
import { copyText } from '../../../lib/copy-text';
import { localStore } from '../../../lib/storage';
import { ErrorCode } from '../../../protocol/convene/v1/error_pb';
import { conversationKey, conversationOfLine } from '../../../session/conversations';
import { Drafts } from '../../../session/drafts';
import type { Engine } from '../../../session/engine';
import { isOpen } from '../../../session/outbox';
import { Button } from '../../../ui/button';
import { Notice } from '../../../ui/notice';
import { useRoom, useRoomState } from '../room-context';
import { placeConversation, useMyPlace, useRoomName } from './use-rooms';

interface Left {
  key: string;
  name: string;
  text: string;
}

export function LeftBehind({ engine }: { engine: Engine }) {
  const { t } = useI18n();
  const { sessionId } = useRoom();
  const drafts = useMemo(() => new Drafts(localStore, sessionId), [sessionId]);
  const { left, forget } = useLeftDrafts(drafts);
  const refused = useRefused();
  return (
    <>
      {left.map(({ key, name, text }) => (
        <Kept
          key={key}
          words={t('left.draft', { room: name })}
          text={text}
          onDiscard={() => {
            drafts.write(key, '');
            forget(key);
          }}
        />
      ))}
      {refused.map(({ key, name, text, code }) => (
        <Kept
          key={key}
          words={`${t('left.failed', { room: name })} ${t(errorKey(code))}`}
          text={text}
          onDiscard={() => engine.discard(key)}
        />
      ))}
    </>
  );
}

interface KeptProps {
  words: string;
  text: string;
  onDiscard: () => void;
}

function Kept({ words, text, onDiscard }: KeptProps) {
  const { t } = useI18n();
  const [copied, setCopied] = useState(false);
  return (
    <Notice
      tone="warning"
      actions={
        <div className="form-actions">
          <Button size="small" onClick={async () => setCopied(await copyText(text))}>
            {t(copied ? 'copied' : 'left.copy')}
          </Button>
          <Button kind="plain" size="small" onClick={onDiscard}>
            {t('left.discard')}
          </Button>
        </div>
      }
    >
      <p>{words}</p>
      <p className="line-text">{text}</p>
    </Notice>
  );
}

/** Drafts of the rooms that were left since this page came. */
function useLeftDrafts(drafts: Drafts) {
  const place = useMyPlace();
  const nameOf = useRoomName();
  const key = place && conversationKey(placeConversation(place));
  const name = place ? nameOf(place.room) : '';
  const before = useRef<{ key: string; name: string }>(undefined);
  const [left, setLeft] = useState<readonly Left[]>([]);

  useEffect(() => {
    const from = before.current;
    before.current = key === undefined ? undefined : { key, name };
    if (from?.key === key) return;
    const text = from ? drafts.read(from.key).trim() : '';
    setLeft((old) => {
      // Whoever is back in a room finds the draft in its input.
      const others = old.filter((one) => one.key !== key && one.key !== from?.key);
      return from && text !== '' ? [...others, { ...from, text }] : others;
    });
  }, [key, name, drafts]);

  return {
    left,
    forget: (gone: string) => setLeft((old) => old.filter((one) => one.key !== gone)),
  };
}

/** Lines to rooms that are not on the screen any more, and that did not get there. */
function useRefused() {
  const pending = useRoomState((state) => state.pending);
  const place = useMyPlace();
  const nameOf = useRoomName();
  const here = place && conversationKey(placeConversation(place));
  return pending.flatMap((item) => {
    if (item.body.case !== 'sendLine' || isOpen(item)) return [];
    const conversation = conversationOfLine(item.body.value);
    if (conversation?.kind !== 'room' || conversationKey(conversation) === here) return [];
    const { key, code = ErrorCode.UNSPECIFIED } = item;
    return [{ key, code, name: nameOf({ number: conversation.room }), text: item.body.value.text }];
  });
}
