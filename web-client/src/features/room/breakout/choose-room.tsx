// The rooms that one can choose oneself, with who fits: one choice and one button.
import { useId, useState } from 'react';
import { useI18n } from '../../../i18n/i18n-provider';
import type { OpenRound } from '../../../protocol/convene/v1/breakout_pb';
import type { Engine } from '../../../session/engine';
import { Button } from '../../../ui/button';
import { useAsking } from '../use-asking';
import { chooseRoom } from './room-commands';
import { useRoomName } from './use-rooms';
import './my-room.css';

interface ChooseRoomProps {
  engine: Engine;
  round: OpenRound;
  /** Where one is already: then this is a second thought, folded away. */
  here?: number;
}

export function ChooseRoom({ engine, round, here }: ChooseRoomProps) {
  const { t } = useI18n();
  if (here === undefined) {
    return (
      <section className="my-room" aria-labelledby="choose-room">
        <h2 id="choose-room" className="my-room-title">
          {t('choose.title')}
        </h2>
        <Choices engine={engine} round={round} />
      </section>
    );
  }
  return (
    <details className="my-room-about">
      <summary>{t('choose.another')}</summary>
      <Choices engine={engine} round={round} here={here} />
    </details>
  );
}

function Choices({ engine, round, here }: ChooseRoomProps) {
  const { t } = useI18n();
  const name = useId();
  const nameOf = useRoomName();
  const busy = useAsking('chooseRoom');
  const [chosen, setChosen] = useState<number>();
  const [missing, setMissing] = useState(false);

  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        setMissing(chosen === undefined);
        if (chosen !== undefined && !busy) engine.send(chooseRoom(round.id, chosen));
      }}
    >
      <fieldset className="choices-column my-room-choices">
        <legend className="visually-hidden">{t('choose.label')}</legend>
        {round.choices.map((choice) => {
          const { number, peopleCount, full } = choice;
          const closed = full && number !== here;
          return (
            <label key={number} className="choice">
              <input
                type="radio"
                name={name}
                disabled={closed || number === here}
                checked={chosen === number}
                onChange={() => {
                  setChosen(number);
                  setMissing(false);
                }}
              />
              <span>
                <strong>{nameOf(choice)}</strong>{' '}
                <span className="muted">
                  {t('choose.people', { count: peopleCount })} ·{' '}
                  {t(closed ? 'choose.full' : 'choose.free')}
                </span>
              </span>
            </label>
          );
        })}
      </fieldset>
      <p className="muted">{t('choose.sees')}</p>
      {missing && (
        <p className="field-error" role="alert">
          {t('choose.none')}
        </p>
      )}
      <Button kind="primary" type="submit" busy={busy}>
        {t('choose.go')}
      </Button>
    </form>
  );
}
