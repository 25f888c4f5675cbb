// The options of an item: added and removed by buttons, in both languages.
import { useI18n } from '../../../../i18n/i18n-provider';
import type { PollItem } from '../../../../protocol/convene/v1/poll_pb';
import { Button } from '../../../../ui/button';
import type { FormErrors } from '../../../../ui/form';
import { Tick } from '../../../../ui/tick';
import { optionsMax, optionsOf, withOptions, withoutOption } from './edit-poll';
import { TextsField } from './texts-field';
import { useFocusNext } from './use-focus-next';

interface OptionsFieldProps {
  kind: PollItem['kind'];
  name: string;
  errors: FormErrors;
  onKind: (kind: PollItem['kind']) => void;
}

const OPTIONS_MIN = 2;

export function OptionsField({ kind, name, errors, onKind }: OptionsFieldProps) {
  const { t } = useI18n();
  const [frame, setFocus] = useFocusNext<HTMLFieldSetElement>();
  const options = optionsOf(kind) ?? [];
  const correct = kind.case === 'choice' ? kind.value.correct : undefined;

  function handleCorrect(at: number, on: boolean) {
    if (kind.case !== 'choice') return;
    const others = kind.value.correct.filter((one) => one !== at);
    const next = on ? [...others, at].sort((a, b) => a - b) : others;
    onKind({ ...kind, value: { ...kind.value, correct: next } });
  }

  return (
    <fieldset ref={frame} className="choices-column">
      <legend>{t('edit.options')}</legend>
      {errors[`${name}.options`] && <p className="field-error">{errors[`${name}.options`]}</p>}
      <ol className="poll-option-list">
        {options.map((option, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: an option is known by its place alone.
          <li key={at} data-option={at}>
            <TextsField
              label={t('edit.option', { number: at + 1 })}
              value={option}
              name={`${name}.options.${at}`}
              errors={errors}
              required
              onChange={(text) =>
                onKind(
                  withOptions(
                    kind,
                    options.map((one, place) => (place === at ? text : one)),
                  ),
                )
              }
            />
            <div className="form-actions">
              {correct && (
                <Tick
                  label={t('edit.correct', { number: at + 1 })}
                  on={correct.includes(at)}
                  onChange={(on) => handleCorrect(at, on)}
                />
              )}
              {options.length > OPTIONS_MIN && (
                <Button
                  kind="plain"
                  size="small"
                  aria-label={t('edit.option.removeOf', { number: at + 1 })}
                  onClick={() => {
                    onKind(withoutOption(kind, at));
                    setFocus('[data-focus="add"]');
                  }}
                >
                  {t('edit.option.remove')}
                </Button>
              )}
            </div>
          </li>
        ))}
      </ol>
      {options.length < optionsMax(kind.case) && (
        <Button
          size="small"
          data-focus="add"
          onClick={() => {
            const blank = { $typeName: 'convene.v1.Text', en: '', es: '' } as const;
            onKind(withOptions(kind, [...options, blank]));
            setFocus(`[data-option="${options.length}"] input`);
          }}
        >
          {t('edit.option.add')}
        </Button>
      )}
    </fieldset>
  );
}
