// After the end: who may watch the replay, besides facilitators and staff.
import { useState } from 'react';
import { useI18n } from '../../../i18n/i18n-provider';
import { ReplayAudience } from '../../../protocol/convene/v1/session_pb';
import type { Engine } from '../../../session/engine';
import { Button } from '../../../ui/button';
import { useRoomState } from '../room-context';
import { useAsking } from '../use-asking';

const CHOICES = [
  { value: ReplayAudience.ATTENDED, words: 'bar.publish.attended' },
  { value: ReplayAudience.ROSTER, words: 'bar.publish.roster' },
] as const;

export function PublishReplay({ engine }: { engine: Engine }) {
  const { t } = useI18n();
  const present = useRoomState(({ view }) => view?.session?.replay ?? ReplayAudience.UNSPECIFIED);
  const busy = useAsking('publishReplay');
  const [chosen, setChosen] = useState<ReplayAudience>(present || ReplayAudience.ATTENDED);

  return (
    <form
      className="publish"
      onSubmit={(event) => {
        event.preventDefault();
        engine.send({
          case: 'publishReplay',
          value: { $typeName: 'convene.v1.PublishReplay', audience: chosen },
        });
      }}
    >
      <fieldset className="choices">
        <legend>{t('bar.publish.title')}</legend>
        {CHOICES.map(({ value, words }) => (
          <label key={value} className="choice">
            <input
              type="radio"
              name="audience"
              checked={chosen === value}
              onChange={() => setChosen(value)}
            />
            {t(words)}
          </label>
        ))}
      </fieldset>
      <Button kind="primary" size="small" type="submit" busy={busy}>
        {t('bar.publish.submit')}
      </Button>
      <p className="bar-hint" role="status">
        {present === ReplayAudience.UNSPECIFIED && t('bar.publish.nobody')}
        {present === ReplayAudience.ATTENDED && t('bar.publish.done.attended')}
        {present === ReplayAudience.ROSTER && t('bar.publish.done.roster')}
      </p>
    </form>
  );
}
