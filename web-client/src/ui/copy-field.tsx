// Something to copy and send: shown whole, with a button that says when it is done.
import { useId, useRef, useState } from 'react';
import { useI18n } from '../i18n/i18n-provider';
import { Button } from './button';

export function CopyField({ label, value }: { label: string; value: string }) {
  const { t } = useI18n();
  const id = useId();
  const input = useRef<HTMLInputElement>(null);
  const [copied, setCopied] = useState(false);

  async function handleCopy() {
    try {
      await navigator.clipboard.writeText(value);
    } catch {
      // Without a secure context there is no clipboard: the old way still works.
      input.current?.select();
      document.execCommand('copy');
    }
    setCopied(true);
    setTimeout(() => setCopied(false), 3000);
  }

  return (
    <div className="field">
      <label className="field-label" htmlFor={id}>
        {label}
      </label>
      <div className="copy">
        <input
          ref={input}
          id={id}
          className="input copy-value"
          readOnly
          value={value}
          onFocus={(event) => event.target.select()}
        />
        <Button onClick={handleCopy} aria-label={t('copy.named', { what: label })}>
          {copied ? t('copied') : t('copy')}
        </Button>
      </div>
      <span className="visually-hidden" role="status">
        {copied ? t('copied') : ''}
      </span>
    </div>
  );
}
