// Links to the calls of the rooms, pasted all at once.
import { useState } from 'react';
import { useI18n } from '../../../i18n/i18n-provider';
import { Button } from '../../../ui/button';
import { AreaField } from '../../../ui/field';
import { readLinks, writtenLinks } from './call-links';

interface LinksFormProps {
  rooms: readonly { link: string }[];
  onSave: (links: readonly string[]) => void;
}

export function LinksForm({ rooms, onSave }: LinksFormProps) {
  const { t } = useI18n();
  const [text, setText] = useState(() => writtenLinks(rooms));
  const [checked, setChecked] = useState(false);
  const [saved, setSaved] = useState(false);
  const { links, problems } = readLinks(text, rooms.length);
  const errors = problems.map(({ line, problem }) => t(`links.${problem}`, { line }));

  function handleSave() {
    setChecked(true);
    setSaved(problems.length === 0);
    if (problems.length === 0) onSave(links);
  }

  return (
    <details className="wall-fold">
      <summary>
        {t('links.title', { count: rooms.filter(({ link }) => link !== '').length })}
      </summary>
      <div className="wall-form">
        <AreaField
          label={t('links.label', { count: rooms.length })}
          hint={t('links.hint')}
          free
          className="input links-input"
          rows={5}
          spellCheck={false}
          wrap="off"
          value={text}
          error={checked && errors.length > 0 ? errors.join(' ') : undefined}
          onChange={(next) => {
            setText(next);
            setSaved(false);
          }}
        />
        <p role="status" className="muted">
          {saved && t('links.saved')}
        </p>
        <Button size="small" onClick={handleSave}>
          {t('links.save')}
        </Button>
      </div>
    </details>
  );
}
