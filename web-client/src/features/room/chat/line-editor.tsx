// Changes a line where it stands. Escape leaves it as it was.
import type { KeyboardEvent } from 'react';
import { useEffect, useId, useRef, useState } from 'react';
import { useI18n } from '../../../i18n/i18n-provider';
import type { Line } from '../../../protocol/convene/v1/chat_pb';
import { Button } from '../../../ui/button';
import { CHARS_MAX, charsOf } from './chars';
import { useGrowingHeight } from './use-growing-height';

interface LineEditorProps {
  line: Line;
  /** Without a text: nothing changes. */
  onDone: (text: string | undefined) => void;
}

export function LineEditor({ line, onDone }: LineEditorProps) {
  const { t } = useI18n();
  const id = useId();
  const area = useRef<HTMLTextAreaElement>(null);
  const [text, setText] = useState(line.text);
  const over = charsOf(text) - CHARS_MAX;
  useGrowingHeight(area, text);

  useEffect(() => {
    const element = area.current;
    element?.focus();
    element?.setSelectionRange(element.value.length, element.value.length);
  }, []);

  function handleSave() {
    const next = text.trim();
    if (next === '' || over > 0) return;
    onDone(next === line.text ? undefined : next);
  }

  function handleKeyDown(event: KeyboardEvent) {
    if (event.nativeEvent.isComposing) return;
    if (event.key === 'Escape') {
      event.preventDefault();
      event.stopPropagation();
      onDone(undefined);
    } else if (event.key === 'Enter' && !event.shiftKey) {
      event.preventDefault();
      handleSave();
    }
  }

  return (
    <form
      className="line-editor"
      onSubmit={(event) => {
        event.preventDefault();
        handleSave();
      }}
    >
      <textarea
        ref={area}
        className="input composer-input"
        rows={1}
        aria-label={t('line.edit.label')}
        aria-describedby={`${id}-note`}
        aria-invalid={over > 0 || undefined}
        value={text}
        onChange={(event) => setText(event.target.value)}
        onKeyDown={handleKeyDown}
      />
      <p className="line-editor-note" id={`${id}-note`}>
        {over > 0 ? t('chat.over', { count: over }) : t('line.edit.note')}
      </p>
      <div className="line-actions">
        <Button kind="primary" size="small" type="submit" aria-disabled={over > 0 || undefined}>
          {t('line.edit.save')}
        </Button>
        <Button kind="plain" size="small" onClick={() => onDone(undefined)}>
          {t('cancel')}
        </Button>
      </div>
    </form>
  );
}
