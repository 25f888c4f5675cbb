// Writes what a room brings back. What others write meanwhile is shown beside it, never over it.
import type { ReactNode } from 'react';
import { useId, useRef } from 'react';
import { errorKey } from '../../../../i18n/error-words';
import { useI18n } from '../../../../i18n/i18n-provider';
import type { RoomResult } from '../../../../protocol/convene/v1/breakout_pb';
import type { Engine } from '../../../../session/engine';
import { Button } from '../../../../ui/button';
import { charsOf } from '../../chat/chars';
import { useAsked } from '../../use-asked';
import { usePersonName } from '../../use-person-name';
import { putResult } from '../room-commands';
import { isSaved, roomKey, useResultDraft } from './result-draft';

/** The server takes no more. */
const RESULT_MAX = 1000;
/** From here on it matters how much is left. */
const RESULT_NEAR = 900;

interface ResultEditorProps {
  engine: Engine;
  roundId: string;
  room: number;
  /** As the server has it. */
  result: RoomResult | undefined;
  label: string;
  onDone?: () => void;
  /** What else one can do with it. */
  children?: ReactNode;
}

export function ResultEditor(props: ResultEditorProps) {
  const { engine, roundId, room, result, label, onDone, children } = props;
  const { t, dates } = useI18n();
  const id = useId();
  const area = useRef<HTMLTextAreaElement>(null);
  const nameOf = usePersonName();
  const sent = useRef<string>(undefined);
  const key = roomKey(roundId, room);
  const { draft, overtaken, change, write } = useResultDraft(key, result, sent.current?.trim());
  const now = useRef(draft);
  now.current = draft;
  const { busy, refused, ask } = useAsked(engine, () => {
    // What was typed since is not saved yet.
    if (now.current && now.current.text !== sent.current) return;
    change(undefined);
    onDone?.();
  });
  const text = draft?.text ?? result?.text ?? '';
  const unsaved = draft !== undefined && !isSaved(draft, result);
  const left = RESULT_MAX - charsOf(text);
  const name = result?.byId ? nameOf(result.byId) : t('people.someone');

  function handleSave() {
    if (busy || left < 0 || !unsaved) return;
    sent.current = text;
    ask(putResult(roundId, room, text.trim()));
  }

  return (
    <form
      className="result"
      onSubmit={(event) => {
        event.preventDefault();
        handleSave();
      }}
    >
      <label className="field-label" htmlFor={id}>
        {label}
      </label>
      <textarea
        ref={area}
        id={id}
        className="input"
        rows={4}
        value={text}
        aria-describedby={`${id}-who ${id}-left`}
        aria-invalid={left < 0 || undefined}
        onChange={({ target }) => write(target.value)}
      />
      <p className="field-hint" id={`${id}-who`}>
        {t('result.sees')}
      </p>
      <p className={left < 0 ? 'field-error' : 'field-hint'} id={`${id}-left`} role="status">
        {left < 0 && t('chat.over', { count: -left })}
        {left >= 0 && left <= RESULT_MAX - RESULT_NEAR && t('chat.left', { count: left })}
      </p>
      {/* There before its words, so that whoever types hears of it. */}
      <div role="status">
        {overtaken && (
          <div className="result-theirs" data-testid="result-theirs">
            <p>{t(result?.text ? 'result.theirs' : 'result.theirsEmpty', { name })}</p>
            {result?.text && <p className="line-text">{result.text}</p>}
          </div>
        )}
      </div>
      {refused !== undefined && (
        <p className="field-error" role="alert">
          {t('result.failed')} {t(errorKey(refused))}
        </p>
      )}
      <div className="form-actions">
        <Button
          size="small"
          type="submit"
          busy={busy}
          aria-disabled={busy || left < 0 || !unsaved || undefined}
        >
          {t(overtaken ? 'result.saveMine' : 'result.save')}
        </Button>
        {overtaken && (
          <Button
            kind="plain"
            size="small"
            onClick={() => {
              change(undefined);
              // The button that was pressed is gone.
              area.current?.focus();
            }}
          >
            {t('result.takeTheirs')}
          </Button>
        )}
        {children}
        <p className="muted" role="status" data-testid="result-state">
          {unsaved && t('result.unsaved')}
          {!unsaved &&
            result?.text &&
            t('result.saved', { name, time: dates.time(Number(result.atMs)) })}
        </p>
      </div>
    </form>
  );
}
