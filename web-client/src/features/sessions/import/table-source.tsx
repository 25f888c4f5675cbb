// Where a table comes from: a file that is chosen or dropped, or cells that are pasted.
import { useEffect, useId, useRef, useState } from 'react';
import { useI18n } from '../../../i18n/i18n-provider';
import { Button } from '../../../ui/button';
import { FAULT_WORDS } from './import-words';
import type { ReadFault, ReadTable } from './read-table';
import { readFile, readText } from './read-table';
import { TemplateLink } from './template-link';

interface TableSourceProps {
  busy: boolean;
  /** The person comes back to it from something that is gone now. */
  focus: boolean;
  onTable: (content: Uint8Array) => void;
}

interface Fault {
  of: 'file' | 'text';
  fault: ReadFault;
}

export function TableSource({ busy, focus, onTable }: TableSourceProps) {
  const { t } = useI18n();
  const id = useId();
  const [text, setText] = useState('');
  const [fault, setFault] = useState<Fault>();
  const heading = useRef<HTMLHeadingElement>(null);

  useEffect(() => {
    if (focus) heading.current?.focus();
  }, [focus]);

  function take(of: Fault['of'], read: ReadTable) {
    setFault('fault' in read ? { of, fault: read.fault } : undefined);
    if ('content' in read) onTable(read.content);
  }

  const said = (of: Fault['of']) => (fault?.of === of ? t(FAULT_WORDS[fault.fault]) : undefined);
  const invalid = (of: Fault['of']) => ({
    'aria-invalid': fault?.of === of || undefined,
    'aria-describedby': `${fault?.of === of ? `${id}-${of}-error ` : ''}${id}-${of}-hint`,
  });

  return (
    <section className="card import-source" aria-labelledby={`${id}-title`}>
      <h2 id={`${id}-title`} ref={heading} tabIndex={-1}>
        {t('import.source')}
      </h2>
      <div className="field">
        <label className="field-label" htmlFor={`${id}-file`}>
          {t('import.file')}
        </label>
        {/* A file can be dropped on the browser's own element, too. */}
        <input
          id={`${id}-file`}
          className="import-drop"
          type="file"
          accept=".csv,.tsv,.txt,text/csv,text/tab-separated-values,text/plain"
          // The same file, put right, counts as a new choice.
          onClick={(event) => {
            event.currentTarget.value = '';
          }}
          onChange={async ({ currentTarget: { files } }) => {
            const file = files?.[0];
            if (file) take('file', await readFile(file));
          }}
          {...invalid('file')}
        />
        <p className="field-hint" id={`${id}-file-hint`}>
          {t('import.file.hint')}
        </p>
        <Said id={`${id}-file-error`} words={said('file')} />
      </div>
      <div className="field">
        <label className="field-label" htmlFor={`${id}-text`}>
          {t('import.paste')}
        </label>
        <textarea
          id={`${id}-text`}
          className="input import-paste"
          rows={4}
          spellCheck={false}
          value={text}
          onChange={({ currentTarget: { value } }) => setText(value)}
          {...invalid('text')}
        />
        <p className="field-hint" id={`${id}-text-hint`}>
          {t('import.paste.hint')}
        </p>
        <Said id={`${id}-text-error`} words={said('text')} />
        <Button busy={busy} onClick={() => take('text', readText(text))}>
          {t('import.paste.read')}
        </Button>
      </div>
      <TemplateLink />
    </section>
  );
}

function Said({ id, words }: { id: string; words: string | undefined }) {
  return (
    <div role="status">
      {words && (
        <p className="field-error" id={id}>
          {words}
        </p>
      )}
    </div>
  );
}
