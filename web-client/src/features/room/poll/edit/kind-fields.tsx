// What is particular to each kind of item.
import type { MessageKey } from '../../../../i18n/en';
import { useI18n } from '../../../../i18n/i18n-provider';
import type { PollItem } from '../../../../protocol/convene/v1/poll_pb';
import type { Text } from '../../../../protocol/convene/v1/session_pb';
import type { FormErrors } from '../../../../ui/form';
import { Tick } from '../../../../ui/tick';
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

type KeyOf<Kind> = Kind extends unknown ? Extract<keyof Kind, string> : never;
/** A field of any kind. */
type Field = KeyOf<NonNullable<PollItem['kind']['value']>>;

export function KindFields({ kind, name, errors, onKind }: KindFieldsProps) {
  const { t } = useI18n();
  const set = (field: Field) => (next: unknown) =>
    onKind({ ...kind, value: { ...kind.value, [field]: next } } as PollItem['kind']);
  const count = (label: MessageKey, field: Field, value: number) => (
    <CountField
      label={t(label)}
      value={value}
      error={errors[`${name}.${field}`]}
      onChange={set(field)}
    />
  );
  const texts = (label: MessageKey, field: Field, value: Text | undefined, long = false) => (
    <TextsField
      label={t(label)}
      value={value}
      name={`${name}.${field}`}
      errors={errors}
      long={long}
      onChange={set(field)}
    />
  );
  const bound = (label: MessageKey, of: 'min' | 'max', value: bigint) => (
    <MilliField
      label={t(label)}
      value={value}
      error={errors[`${name}.${of}`]}
      onChange={set(`${of}Milli`)}
    />
  );
  const tick = (label: MessageKey, field: Field, on: boolean) => (
    <Tick label={t(label)} on={on} onChange={set(field)} />
  );
  const options = <OptionsField kind={kind} name={name} errors={errors} onKind={onKind} />;
  switch (kind.case) {
    case 'choice': {
      const { picksMax, shuffled, correct, explanation } = kind.value;
      return (
        <>
          {options}
          {count('edit.picksMax', 'picksMax', picksMax)}
          {tick('edit.shuffled', 'shuffled', shuffled)}
          {correct.length > 0 && texts('edit.explanation', 'explanation', explanation, true)}
        </>
      );
    }
    case 'scale':
      return (
        <>
          {count('edit.points', 'points', kind.value.points)}
          {texts('edit.low', 'low', kind.value.low)}
          {texts('edit.high', 'high', kind.value.high)}
          {tick('edit.retrospective', 'retrospective', kind.value.retrospective)}
        </>
      );
    case 'ranking':
      return (
        <>
          {options}
          {tick('edit.shuffled', 'shuffled', kind.value.shuffled)}
        </>
      );
    case 'points':
      return (
        <>
          {options}
          {count('edit.total', 'total', kind.value.total)}
          {tick('edit.shuffled', 'shuffled', kind.value.shuffled)}
        </>
      );
    case 'number':
      return (
        <>
          {bound('edit.min', 'min', kind.value.minMilli)}
          {bound('edit.max', 'max', kind.value.maxMilli)}
          {texts('edit.unit', 'unit', kind.value.unit)}
        </>
      );
    case 'words':
      return count('edit.wordsMax', 'wordsMax', kind.value.wordsMax);
    case 'open':
      return count('edit.charsMax', 'charsMax', kind.value.charsMax);
    default:
      return null;
  }
}
