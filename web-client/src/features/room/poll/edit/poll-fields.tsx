// What concerns a poll as a whole: who may know, who sees results and when, time, step, form.
import { useI18n } from '../../../../i18n/i18n-provider';
import type { AgendaOutline } from '../../../../protocol/convene/v1/agenda_pb';
import type { Poll } from '../../../../protocol/convene/v1/poll_pb';
import { PollForm, PollPrivacy } from '../../../../protocol/convene/v1/poll_pb';
import { SelectField } from '../../../../ui/field';
import type { FormErrors } from '../../../../ui/form';
import { Tick } from '../../../../ui/tick';
import { useRoomState } from '../../room-context';
import { PRIVACIES, PRIVACY_WORDS, RESULTS, RESULTS_WORDS } from '../poll-words';
import { useWords } from '../use-words';
import { CountField } from './count-field';

interface PollFieldsProps {
  poll: Poll;
  errors: FormErrors;
  onPoll: (poll: Poll) => void;
}

const NO_PLAN: readonly AgendaOutline[] = [];

export function PollFields({ poll, errors, onPoll }: PollFieldsProps) {
  const { t } = useI18n();
  const wordsOf = useWords();
  const plan = useRoomState(({ view }) => view?.outline?.items ?? NO_PLAN);
  const set = (changes: Partial<Poll>) => onPoll({ ...poll, ...changes });
  const anonymous = poll.privacy === PollPrivacy.ANONYMOUS;
  return (
    <>
      <fieldset className="choices-column">
        <legend>{t('edit.privacy')}</legend>
        {PRIVACIES.map((privacy) => (
          <label key={privacy} className="choice">
            <input
              type="radio"
              name="poll-privacy"
              checked={poll.privacy === privacy}
              onChange={() => set({ privacy })}
            />
            {t(PRIVACY_WORDS[privacy])}
          </label>
        ))}
        {anonymous && <p className="field-hint">{t('edit.anonymous')}</p>}
      </fieldset>
      <div className="poll-texts-pair">
        <SelectField
          label={t('edit.results')}
          required
          value={String(poll.results)}
          onChange={(value) => set({ results: Number(value) })}
        >
          {RESULTS.map((results) => (
            <option key={results} value={results}>
              {t(RESULTS_WORDS[results])}
            </option>
          ))}
        </SelectField>
        <SelectField
          label={t('edit.looks')}
          required
          value={String(poll.form)}
          onChange={(value) => set({ form: Number(value) })}
        >
          <option value={PollForm.UNSPECIFIED}>{t('poll.form')}</option>
          <option value={PollForm.EXIT_TICKET}>{t('poll.ticket')}</option>
        </SelectField>
      </div>
      {plan.length > 0 && (
        <SelectField
          label={t('edit.step')}
          free
          value={poll.stepId}
          onChange={(stepId) => set({ stepId })}
        >
          <option value="">{t('edit.noStep')}</option>
          {plan.map(({ id, title }) => (
            <option key={id} value={id}>
              {wordsOf(title)}
            </option>
          ))}
        </SelectField>
      )}
      <CountField
        label={t('edit.seconds')}
        hint={t('edit.seconds.hint')}
        value={poll.seconds}
        error={errors.seconds}
        onChange={(seconds) => set({ seconds })}
      />
      {!anonymous && (
        <Tick label={t('edit.once')} on={poll.once} onChange={(on) => set({ once: on })} />
      )}
    </>
  );
}
