// How questions are taken: which of them a facilitator looks at first, and whether any are.
import { useState } from 'react';
import type { MessageKey } from '../../../i18n/en';
import { useI18n } from '../../../i18n/i18n-provider';
import { Moderation } from '../../../protocol/convene/v1/question_pb';
import type { Engine } from '../../../session/engine';
import { Tick } from '../../../ui/tick';
import { AskedDialog } from '../asked-dialog';
import { useRoomState } from '../room-context';
import { useAsked } from '../use-asked';
import { setQuestionRules } from './question-commands';

const MODERATIONS: readonly { value: Moderation; words: MessageKey }[] = [
  { value: Moderation.UNSPECIFIED, words: 'asked.rules.anonymous' },
  { value: Moderation.ALL, words: 'asked.rules.all' },
  { value: Moderation.NONE, words: 'asked.rules.none' },
];

export function RulesDialog({ engine, onClose }: { engine: Engine; onClose: () => void }) {
  const { t } = useI18n();
  const rules = useRoomState(({ view }) => view?.questionRules);
  const [moderation, setModeration] = useState(rules?.moderation ?? Moderation.UNSPECIFIED);
  const [closed, setClosed] = useState(rules?.closed ?? false);
  const [namedOnly, setNamedOnly] = useState(rules?.namedOnly ?? false);
  const asked = useAsked(engine, onClose);
  return (
    <AskedDialog
      title={t('asked.rules.title')}
      asked={asked}
      confirm={t('asked.rules.save')}
      onConfirm={() => asked.ask(setQuestionRules({ moderation, closed, namedOnly }))}
      onClose={onClose}
    >
      <fieldset className="choices-column">
        <legend>{t('asked.rules.moderation')}</legend>
        {MODERATIONS.map(({ value, words }) => (
          <label key={value} className="choice">
            <input
              type="radio"
              name="moderation"
              checked={moderation === value}
              onChange={() => setModeration(value)}
            />
            {t(words)}
          </label>
        ))}
      </fieldset>
      <Tick label={t('asked.rules.namedOnly')} on={namedOnly} onChange={setNamedOnly} />
      <Tick label={t('asked.rules.closed')} on={closed} onChange={setClosed} />
    </AskedDialog>
  );
}
