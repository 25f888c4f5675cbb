// What is particular to each kind of item.
import { useI18n } from '../../../../i18n/i18n-provider';
import type { PollItem } from '../../../../protocol/convene/v1/poll_pb';
import type { FormErrors } from '../../../../ui/form';
import { CountField } from './count-field';
import { MilliField } from './milli-field';
import { OptionsField } from './options-field';
import { TextsField } from './texts-field';

interface KindFieldsProps {
  kind: PollItem['kind'];
  name: string;
  errors: FormErrors;
  onKind: (kind: PollItem['kind']) => void;
}

export function KindFields({ kind, name, errors, onKind }: KindFieldsProps) {
  const { t } = useI18n();
  const at = (field: string) => `${name}.${field}`;
  const options = <OptionsField kind={kind} name={name} errors={errors} onKind={onKind} />;
  const shuffled = (on: boolean, set: (on: boolean) => void) => (
    <Tick label={t('edit.shuffled')} on={on} onChange={set} />
  );
  switch (kind.case) {
    case 'choice': {
      const { value } = kind;
      const set = (changes: Partial<typeof value>) =>
        onKind({ ...kind, value: { ...value, ...changes } });
      return (
        <>
          {options}
          <CountField
            label={t('edit.picksMax')}
            value={value.picksMax}
            error={errors[at('picksMax')]}
            onChange={(picksMax) => set({ picksMax })}
          />
          {shuffled(value.shuffled, (on) => set({ shuffled: on }))}
          {value.correct.length > 0 && (
            <TextsField
              label={t('edit.explanation')}
              value={value.explanation}
              name={at('explanation')}
              errors={errors}
              long
              onChange={(explanation) => set({ explanation })}
            />
          )}
        </>
      );
    }
    case 'scale': {
      const { value } = kind;
      const set = (changes: Partial<typeof value>) =>
        onKind({ ...kind, value: { ...value, ...changes } });
      return (
        <>
          <CountField
            label={t('edit.points')}
            value={value.points}
            error={errors[at('points')]}
            onChange={(points) => set({ points })}
          />
          <TextsField
            label={t('edit.low')}
            value={value.low}
            name={at('low')}
            errors={errors}
            onChange={(low) => set({ low })}
          />
          <TextsField
            label={t('edit.high')}
            value={value.high}
            name={at('high')}
            errors={errors}
            onChange={(high) => set({ high })}
          />
          <Tick
            label={t('edit.retrospective')}
            on={value.retrospective}
            onChange={(retrospective) => set({ retrospective })}
          />
        </>
      );
    }
    case 'ranking': {
      const { value } = kind;
      const set = (on: boolean) => onKind({ ...kind, value: { ...value, shuffled: on } });
      return (
        <>
          {options}
          {shuffled(value.shuffled, set)}
        </>
      );
    }
    case 'points': {
      const { value } = kind;
      const set = (changes: Partial<typeof value>) =>
        onKind({ ...kind, value: { ...value, ...changes } });
      return (
        <>
          {options}
          <CountField
            label={t('edit.total')}
            value={value.total}
            error={errors[at('total')]}
            onChange={(total) => set({ total })}
          />
          {shuffled(value.shuffled, (on) => set({ shuffled: on }))}
        </>
      );
    }
    case 'number': {
      const { value } = kind;
      const set = (changes: Partial<typeof value>) =>
        onKind({ ...kind, value: { ...value, ...changes } });
      return (
        <>
          <MilliField
            label={t('edit.min')}
            value={value.minMilli}
            error={errors[at('min')]}
            onChange={(minMilli) => set({ minMilli })}
          />
          <MilliField
            label={t('edit.max')}
            value={value.maxMilli}
            error={errors[at('max')]}
            onChange={(maxMilli) => set({ maxMilli })}
          />
          <TextsField
            label={t('edit.unit')}
            value={value.unit}
            name={at('unit')}
            errors={errors}
            onChange={(unit) => set({ unit })}
          />
        </>
      );
    }
    case 'words':
      return (
        <CountField
          label={t('edit.wordsMax')}
          value={kind.value.wordsMax}
          error={errors[at('wordsMax')]}
          onChange={(wordsMax) => onKind({ ...kind, value: { ...kind.value, wordsMax } })}
        />
      );
    case 'open':
      return (
        <CountField
          label={t('edit.charsMax')}
          value={kind.value.charsMax}
          error={errors[at('charsMax')]}
          onChange={(charsMax) => onKind({ ...kind, value: { ...kind.value, charsMax } })}
        />
      );
    default:
      return null;
  }
}

interface TickProps {
  label: string;
  on: boolean;
  onChange: (on: boolean) => void;
}

function Tick({ label, on, onChange }: TickProps) {
  return (
    <label className="choice">
      <input type="checkbox" checked={on} onChange={({ target }) => onChange(target.checked)} />
      {label}
    </label>
  );
}
