// How a round deals people, how long it takes, and what rooms do in it.
import type { MessageKey } from '../../../../i18n/en';
import { useI18n } from '../../../../i18n/i18n-provider';
import type { Round } from '../../../../protocol/convene/v1/breakout_pb';
import { Strategy } from '../../../../protocol/convene/v1/breakout_pb';
import { AreaField, SelectField, TextField } from '../../../../ui/field';
import type { FormErrors } from '../../../../ui/form';
import { useRoomState } from '../../room-context';
import { eitherOf } from '../room-words';
import { HostsField } from './hosts-field';
import { NumberField } from './number-field';
import type { Typed } from './plan-values';
import { withSpec, withText } from './plan-values';
import { derives, STRATEGIES } from './report-words';

const TITLE_CHARS_MAX = 120;
const PROMPT_CHARS_MAX = 2000;
const NONE: readonly Round[] = [];
const TEXTS: readonly { lang: 'en' | 'es'; title: MessageKey; prompt: MessageKey }[] = [
  { lang: 'en', title: 'plan.titleEn', prompt: 'plan.promptEn' },
  { lang: 'es', title: 'plan.titleEs', prompt: 'plan.promptEs' },
];

interface PlanFieldsProps {
  round: Round;
  typed: Typed;
  errors: FormErrors;
  onRound: (round: Round) => void;
  onTyped: (changes: Partial<Typed>) => void;
}

export function PlanFields({ round, typed, errors, onRound, onTyped }: PlanFieldsProps) {
  const { t, language } = useI18n();
  const rounds = useRoomState(({ view }) => view?.rounds ?? NONE);
  const strategy = round.spec?.strategy ?? Strategy.MIXED;
  const help = STRATEGIES.find((one) => one.strategy === strategy)?.help;
  const earlier = rounds.filter(({ id, rooms }) => id !== round.id && rooms.length > 0);
  return (
    <>
      <div className="pair">
        {TEXTS.map(({ lang, title }) => (
          <TextField
            key={lang}
            label={t(title)}
            required={lang === 'en'}
            lang={lang}
            maxLength={TITLE_CHARS_MAX}
            autoComplete="off"
            value={round.title?.[lang] ?? ''}
            error={errors[`title.${lang}`]}
            onChange={(text) => onRound(withText(round, 'title', { [lang]: text }))}
          />
        ))}
      </div>
      <SelectField
        label={t('plan.strategy')}
        hint={help && t(help)}
        required
        value={String(strategy)}
        onChange={(next) => onRound(withSpec(round, { strategy: Number(next) }))}
      >
        {STRATEGIES.map((one) => (
          <option key={one.strategy} value={one.strategy}>
            {t(one.name)}
          </option>
        ))}
      </SelectField>
      {derives(strategy) && (
        <SelectField
          label={t('plan.from')}
          hint={earlier.length === 0 ? t('plan.from.none') : undefined}
          required
          value={round.spec?.fromRoundId ?? ''}
          error={errors.from}
          onChange={(fromRoundId) => onRound(withSpec(round, { fromRoundId }))}
        >
          <option value="">{t('plan.from.choose')}</option>
          {earlier.map((one) => (
            <option key={one.id} value={one.id}>
              {eitherOf(one.title, language).words}
            </option>
          ))}
        </SelectField>
      )}
      {strategy === Strategy.PINNED && (
        <HostsField
          hostIds={round.spec?.hostIds ?? []}
          error={errors.hosts}
          onChange={(hostIds) => onRound(withSpec(round, { hostIds }))}
        />
      )}
      {strategy === Strategy.DISTRICT_TEAM && (
        <label className="choice">
          <input
            type="checkbox"
            checked={round.spec?.splitsDistricts ?? false}
            onChange={({ target }) => onRound(withSpec(round, { splitsDistricts: target.checked }))}
          />
          {t('plan.splits')}
        </label>
      )}
      <div className="numbers-row">
        <NumberField
          label={t('plan.size')}
          required
          value={typed.size}
          error={errors.size}
          onChange={(size) => onTyped({ size })}
        />
        <NumberField
          label={t('plan.min')}
          hint={t('plan.min.hint')}
          value={typed.min}
          error={errors.min}
          onChange={(min) => onTyped({ min })}
        />
        <NumberField
          label={t('plan.max')}
          hint={t('plan.min.hint')}
          value={typed.max}
          error={errors.max}
          onChange={(max) => onTyped({ max })}
        />
      </div>
      <div className="field-short">
        <NumberField
          label={t('plan.minutes')}
          hint={t('plan.minutes.hint')}
          value={typed.minutes}
          error={errors.minutes}
          onChange={(minutes) => onTyped({ minutes })}
        />
      </div>
      <div className="pair">
        {TEXTS.map(({ lang, prompt }) => (
          <AreaField
            key={lang}
            label={t(prompt)}
            lang={lang}
            rows={3}
            maxLength={PROMPT_CHARS_MAX}
            value={round.prompt?.[lang] ?? ''}
            onChange={(text) => onRound(withText(round, 'prompt', { [lang]: text }))}
          />
        ))}
      </div>
    </>
  );
}
