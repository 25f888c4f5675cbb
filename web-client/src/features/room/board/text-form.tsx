// One text to write and send: a note, a comment, or what is to stand in its place.
import type { KeyboardEvent } from 'react';
import { useEffect, useId, useRef, useState } from 'react';
import { useI18n } from '../../../i18n/i18n-provider';
import { Button } from '../../../ui/button';

interface TextFormProps {
  label: string;
  submit: string;
  /** Who sees it. */
  hint: string;
  first?: string;
  /** Takes the focus: it was asked for with a press. */
  focused?: boolean;
  onSubmit: (text: string) => void;
  onCancel?: () => void;
  onWriting?: (writing: boolean) => void;
}

const TEXT_CHARS_MAX = 2000;

export function TextForm(props: TextFormProps) {
  const { label, submit, hint, first = '', focused = false, onSubmit, onCancel, onWriting } = props;
  const { t } = useI18n();
  const id = useId();
  const area = useRef<HTMLTextAreaElement>(null);
  const [text, setText] = useState(first);
  const writing = useRef(onWriting);
  writing.current = onWriting;

  useEffect(() => {
    if (focused) area.current?.focus();
    // Whoever leaves it in the middle writes no more.
    return () => writing.current?.(false);
  }, [focused]);

  function handleSubmit() {
    const trimmed = text.trim();
    if (trimmed === '') return area.current?.focus();
    onSubmit(trimmed);
    setText('');
    onWriting?.(false);
  }

  function handleKeyDown(event: KeyboardEvent) {
    if (event.nativeEvent.isComposing) return;
    if (event.key === 'Enter' && !event.shiftKey) {
      event.preventDefault();
      handleSubmit();
    }
    if (event.key === 'Escape' && onCancel) {
      event.stopPropagation();
      onCancel();
    }
  }

  return (
    <form
      className="board-form"
      onSubmit={(event) => {
        event.preventDefault();
        handleSubmit();
      }}
    >
      <label className="visually-hidden" htmlFor={id}>
        {label}
      </label>
      <textarea
        ref={area}
        id={id}
        className="input"
        rows={2}
        maxLength={TEXT_CHARS_MAX}
        placeholder={label}
        aria-describedby={`${id}-sees`}
        value={text}
        onChange={(event) => {
          setText(event.target.value);
          onWriting?.(true);
        }}
        onKeyDown={handleKeyDown}
      />
      <p className="field-hint" id={`${id}-sees`}>
        {hint}
      </p>
      <div className="form-actions">
        <Button type="submit" size="small" kind={text.trim() === '' ? 'quiet' : 'primary'}>
          {submit}
        </Button>
        {onCancel && (
          <Button size="small" kind="plain" onClick={onCancel}>
            {t('cancel')}
          </Button>
        )}
      </div>
    </form>
  );
}
