// What a new board begins with: a template that everyone knows, or one that was saved.
import { useState } from 'react';
import { useSubmit } from '../../../../api/use-submit';
import { useI18n } from '../../../../i18n/i18n-provider';
import type { BoardTemplate } from '../../../../protocol/convene/v1/board_pb';
import { Button } from '../../../../ui/button';
import { SelectField } from '../../../../ui/field';
import { FailedNotice } from '../../../../ui/loaded';
import { eitherOf } from '../../breakout/room-words';
import type { Template } from './templates';
import { TEMPLATES } from './templates';
import { removeTemplate, useSavedTemplates } from './use-saved-templates';

interface TemplateFieldProps {
  onBuiltIn: (template: Template) => void;
  onSaved: (template: BoardTemplate) => void;
}

const SAVED = 'saved:';

export function TemplateField({ onBuiltIn, onSaved }: TemplateFieldProps) {
  const { t, language } = useI18n();
  const [key, setKey] = useState(TEMPLATES[0]?.key ?? '');
  const { state, reload, replace } = useSavedTemplates();
  const removing = useSubmit();
  const saved = state.kind === 'ready' ? state.value.templates : [];

  function handleKey(next: string) {
    setKey(next);
    const one = saved.find(({ id }) => `${SAVED}${id}` === next);
    if (one) return onSaved(one);
    const builtIn = TEMPLATES.find((template) => template.key === next);
    if (builtIn) onBuiltIn(builtIn);
  }

  function handleRemove() {
    const id = key.slice(SAVED.length);
    void removing.run(async () => {
      await removeTemplate(id);
      if (state.kind !== 'ready') return;
      replace({ ...state.value, templates: saved.filter((one) => one.id !== id) });
      handleKey(TEMPLATES[0]?.key ?? '');
    });
  }

  return (
    <>
      <SelectField label={t('boardDesk.template')} free value={key} onChange={handleKey}>
        {TEMPLATES.map(({ key: value, title: [en, es] }) => (
          <option key={value} value={value}>
            {language === 'es' ? es : en}
          </option>
        ))}
        {saved.map(({ id, board }) => (
          <option key={id} value={`${SAVED}${id}`}>
            {t('boardDesk.template.saved', { title: eitherOf(board?.title, language).words })}
          </option>
        ))}
      </SelectField>
      {key.startsWith(SAVED) && (
        <Button size="small" kind="plain" busy={removing.busy} onClick={handleRemove}>
          {t('boardDesk.removeTemplate')}
        </Button>
      )}
      {removing.error && <FailedNotice error={removing.error} />}
      {state.kind === 'failed' && <FailedNotice error={state.error} onRetry={reload} />}
    </>
  );
}
