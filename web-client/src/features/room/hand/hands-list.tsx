// Whose hands are up, in their order; and what facilitators do about each.
import { useState } from 'react';
import { useI18n } from '../../../i18n/i18n-provider';
import { Button } from '../../../ui/button';
import { Tick } from '../../../ui/tick';
import { useFacilitating, useMyId, useRoom } from '../room-context';
import { usePersonName } from '../use-person-name';
import { giveTurn, lowerHand } from './hand-commands';
import { handsInOrder } from './hand-order';
import { useHands } from './use-hands';
import './hand.css';

/** How long a turn may be; 0: without an end. */
const TURNS_S = [0, 60, 90, 120];

export function HandsList() {
  const { t } = useI18n();
  const { engine } = useRoom();
  const runs = useFacilitating();
  const meId = useMyId();
  const nameOf = usePersonName();
  const hands = useHands();
  const [unheardFirst, setUnheardFirst] = useState(false);
  const [seconds, setSeconds] = useState(0);
  const shown = handsInOrder(hands, runs && unheardFirst);
  return (
    <section className="hands" aria-labelledby="hands-title">
      <h3 id="hands-title">{t('hand.title', { count: hands.length })}</h3>
      {runs && (
        <div className="hands-tools">
          <Tick label={t('hand.unheardFirst')} on={unheardFirst} onChange={setUnheardFirst} />
          <label className="hands-time">
            {t('hand.time')}
            <select
              className="input"
              value={seconds}
              onChange={({ target }) => setSeconds(Number(target.value))}
            >
              {TURNS_S.map((one) => (
                <option key={one} value={one}>
                  {one === 0 ? t('hand.noEnd') : t('hand.seconds', { seconds: one })}
                </option>
              ))}
            </select>
          </label>
        </div>
      )}
      <ol className="hands-list" aria-label={t('hand.queue')}>
        {shown.map(({ personId, turns }) => {
          const name = nameOf(personId);
          return (
            <li key={personId} className="hands-row" data-testid="hand">
              <p>
                <strong>{name}</strong>
                {personId === meId && ` (${t('people.you')})`}
                {runs && <span className="muted"> {t('hand.turns', { count: turns })}</span>}
              </p>
              {runs && engine && (
                <div className="form-actions">
                  <Button
                    size="small"
                    aria-label={t('hand.giveOf', { name })}
                    onClick={() => engine.send(giveTurn(personId, seconds))}
                  >
                    {t('hand.give')}
                  </Button>
                  <Button
                    kind="plain"
                    size="small"
                    aria-label={t('hand.lowerTheirsOf', { name })}
                    onClick={() => engine.send(lowerHand(personId))}
                  >
                    {t('hand.lowerTheirs')}
                  </Button>
                </div>
              )}
            </li>
          );
        })}
      </ol>
      {runs && engine && hands.length > 1 && (
        <Button kind="plain" size="small" onClick={() => engine.send(lowerHand())}>
          {t('hand.lowerAll')}
        </Button>
      )}
    </section>
  );
}
