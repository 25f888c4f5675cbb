// One item of a poll that is being made: its question, its kind and what that needs.
import { useI18n } from '../../../../i18n/i18n-provider';
import type { PollItem } from '../../../../protocol/convene/v1/poll_pb';
import { Button } from '../../../../ui/button';
import { SelectField } from '../../../../ui/field';
import type { FormErrors } from '../../../../ui/form';
import { Tick } from '../../../../ui/tick';
import type { ItemCase } from '../poll-words';
import { KIND_WORDS } from '../poll-words';
import { withKind } from './edit-poll';
import { KindFields } from './kind-fields';
import { TextsField } from './texts-field';

interface ItemEditorProps {
  item: PollItem;
  at: number;
  last: boolean;
  errors: FormErrors;
  onChange: (changes: Partial<PollItem>) => void;
  onMove: (by: -1 | 1) => void;
  onRemove: () => void;
}

const CASES = Object.keys(KIND_WORDS) as ItemCase[];

export function ItemEditor({
  item,
  at,
  last,
  errors,
  onChange,
  onMove,
  onRemove,
}: ItemEditorProps) {
  const { t } = useI18n();
  const number = at + 1;
  const name = `items.${at}`;
  return (
    <li>
      <fieldset className="poll-item-editor" data-testid="item-editor">
        <legend>{t('edit.item', { number })}</legend>
        <TextsField
          label={t('edit.question')}
          value={item.question}
          name={`${name}.question`}
          errors={errors}
          required
          long
          onChange={(question) => onChange({ question })}
        />
        <SelectField
          label={t('edit.kind')}
          required
          value={item.kind.case ?? 'choice'}
          onChange={(next) => onChange({ kind: withKind(item, next as ItemCase).kind })}
        >
          {CASES.map((one) => (
            <option key={one} value={one}>
              {t(KIND_WORDS[one])}
            </option>
          ))}
        </SelectField>
        <KindFields
          key={item.kind.case}
          kind={item.kind}
          name={name}
          errors={errors}
          onKind={(kind) => onChange({ kind })}
        />
        <Tick
          label={t('edit.required')}
          on={item.required}
          onChange={(on) => onChange({ required: on })}
        />
        <div className="form-actions">
          <Button
            size="small"
            data-focus={`up-${at}`}
            aria-disabled={at === 0 || undefined}
            aria-label={t('edit.item.upOf', { number })}
            onClick={() => onMove(-1)}
          >
            {t('edit.item.up')}
          </Button>
          <Button
            size="small"
            data-focus={`down-${at}`}
            aria-disabled={last || undefined}
            aria-label={t('edit.item.downOf', { number })}
            onClick={() => onMove(1)}
          >
            {t('edit.item.down')}
          </Button>
          <Button
            kind="plain"
            size="small"
            aria-label={t('edit.item.removeOf', { number })}
            onClick={onRemove}
          >
            {t('edit.item.remove')}
          </Button>
        </div>
      </fieldset>
    </li>
  );
}
