// How questions are taken: which of them a facilitator looks at first, and whether any are.
import { useState } from 'react';
import type { MessageKey } from '../../../i18n/en';
import { errorKey } from '../../../i18n/error-words';
import { useI18n } from '../../../i18n/i18n-provider';
import { Moderation } from '../../../protocol/convene/v1/question_pb';
import type { Engine } from '../../../session/engine';
import { Button } from '../../../ui/button';
import { Dialog } from '../../../ui/dialog';
import { Notice } from '../../../ui/notice';
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
    <Dialog
      title={t('asked.rules.title')}
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>{t('cancel')}</Button>
          <Button
            kind="primary"
            busy={asked.busy}
            onClick={() => asked.ask(setQuestionRules({ moderation, closed, namedOnly }))}
          >
            {t('asked.rules.save')}
          </Button>
        </>
      }
    >
      {asked.refused !== undefined && <Notice tone="danger">{t(errorKey(asked.refused))}</Notice>}
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
      <label className="choice">
        <input
          type="checkbox"
          checked={namedOnly}
          onChange={({ target }) => setNamedOnly(target.checked)}
        />
        {t('asked.rules.namedOnly')}
      </label>
      <label className="choice">
        <input
          type="checkbox"
          checked={closed}
          onChange={({ target }) => setClosed(target.checked)}
        />
        {t('asked.rules.closed')}
      </label>
    </Dialog>
  );
}
