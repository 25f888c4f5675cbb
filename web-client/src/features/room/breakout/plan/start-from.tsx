// What a new round starts from: a protocol that facilitators know, or nothing.
import { useState } from 'react';
import { inBothLanguages } from '../../../../i18n/catalogues';
import { useI18n } from '../../../../i18n/i18n-provider';
import { SelectField } from '../../../../ui/field';
import type { PlanDraft } from './plan-draft';
import { newRound } from './plan-draft';
import { roundsOf, TEMPLATES, templateOf } from './templates';

interface StartFromProps {
  draft: PlanDraft;
  onChange: (draft: PlanDraft) => void;
}

export function StartFrom({ draft, onChange }: StartFromProps) {
  const { t } = useI18n();
  const [failed, setFailed] = useState(false);
  const template = templateOf(draft.template);

  async function handleChoose(key: string) {
    const chosen = templateOf(key);
    setFailed(false);
    const { itemId } = draft.round;
    if (!chosen) return onChange({ round: { ...newRound(), itemId }, plan: undefined });
    try {
      // Authored text has both languages, and only one of them is loaded so far.
      const [round = newRound()] = roundsOf(chosen, await inBothLanguages('breakout'));
      onChange({ round: { ...round, itemId }, plan: undefined, template: chosen.key });
    } catch {
      setFailed(true);
    }
  }

  return (
    <SelectField
      label={t('template.from')}
      hint={template && t(`template.${template.key}.help`)}
      error={failed ? t('offline.body') : undefined}
      free
      value={draft.template ?? ''}
      onChange={(key) => void handleChoose(key)}
    >
      <option value="">{t('template.none')}</option>
      {TEMPLATES.map(({ key }) => (
        <option key={key} value={key}>
          {t(`template.${key}.name`)}
        </option>
      ))}
    </SelectField>
  );
}
