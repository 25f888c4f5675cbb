// What a step opens for everyone, besides itself.
import { useId } from 'react';
import type { MessageKey } from '../../../i18n/en';
import { useI18n } from '../../../i18n/i18n-provider';
import { Opens } from '../../../protocol/convene/v1/agenda_pb';

const OPENS_WORDS: Record<Opens, MessageKey> = {
  [Opens.UNSPECIFIED]: 'step.opens.nothing',
  [Opens.CHAT]: 'step.opens.chat',
};
const ALL = Object.keys(OPENS_WORDS).map(Number) as Opens[];

export function OpensField({
  value,
  onChange,
}: {
  value: Opens;
  onChange: (value: Opens) => void;
}) {
  const { t } = useI18n();
  const name = useId();
  return (
    <fieldset className="field choices">
      <legend>{t('step.opens')}</legend>
      {ALL.map((opens) => (
        <label key={opens} className="choice">
          <input
            type="radio"
            name={name}
            checked={value === opens}
            onChange={() => onChange(opens)}
          />
          {t(OPENS_WORDS[opens])}
        </label>
      ))}
    </fieldset>
  );
}
