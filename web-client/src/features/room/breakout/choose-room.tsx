// The rooms that one can choose oneself, with who fits: one choice and one button.
import { useEffect, useId, useRef, useState } from 'react';
import { errorKey } from '../../../i18n/error-words';
import { useI18n } from '../../../i18n/i18n-provider';
import type { Translate } from '../../../i18n/translate';
import type { OpenRound, RoomChoice } from '../../../protocol/convene/v1/breakout_pb';
import type { Engine } from '../../../session/engine';
import { Button } from '../../../ui/button';
import { RoomPrompt } from './room-prompt';
import { RoomTimeLeft } from './room-time-left';
import { useRoomName } from './use-rooms';
import type { Seat } from './use-seat';
import { useSeat } from './use-seat';
import './my-room.css';

interface ChooseRoomProps {
  engine: Engine;
  round: OpenRound;
  /** Where one is already: then this is a second thought, folded away. */
  here?: number;
}

export function ChooseRoom({ engine, round, here }: ChooseRoomProps) {
  const { t } = useI18n();
  const seat = useSeat(engine, round, here);
  const choices = (
    <>
      <Waiting seat={seat} />
      <Choices round={round} here={here} seat={seat} />
    </>
  );
  if (here === undefined) {
    return (
      <section className="my-room" aria-labelledby="choose-room">
        <header className="my-room-head">
          <h2 id="choose-room" className="my-room-title">
            {t('choose.title')}
          </h2>
          <RoomTimeLeft />
        </header>
        <RoomPrompt />
        {choices}
      </section>
    );
  }
  // That one waits is said also while the list is folded away.
  return (
    <div className="my-room-about">
      <Waiting seat={seat} />
      <details>
        <summary>{t('choose.another')}</summary>
        <Choices round={round} here={here} seat={seat} />
      </details>
    </div>
  );
}

/** There before its words: whoever has chosen hears of it. */
function Waiting({ seat }: { seat: Seat }) {
  const { t } = useI18n();
  const nameOf = useRoomName();
  const { waitsFor, busy } = seat;
  const words = useRef<HTMLParagraphElement>(null);
  const waits = waitsFor !== undefined;

  useEffect(() => {
    if (!waits) return;
    return () => {
      // The button that was pressed is gone.
      if (document.activeElement === document.body) words.current?.focus();
    };
  }, [waits]);
  return (
    <div className="my-room-ways">
      <p ref={words} className="choose-waiting" role="status" tabIndex={-1} data-testid="seat">
        {waitsFor && t('choose.waiting', { room: nameOf(waitsFor) })}
      </p>
      {waitsFor && (
        <Button size="small" busy={busy} onClick={() => seat.choose(0)}>
          {t('choose.giveUp')}
        </Button>
      )}
    </div>
  );
}

interface ChoicesProps {
  round: OpenRound;
  here: number | undefined;
  seat: Seat;
}

function Choices({ round, here, seat }: ChoicesProps) {
  const { t } = useI18n();
  const name = useId();
  const nameOf = useRoomName();
  const [chosen, setChosen] = useState<number>();
  const [missing, setMissing] = useState(false);
  // Whoever waits there already has nothing to ask for.
  const waits = chosen !== undefined && seat.waitsFor?.number === chosen;
  const full = round.choices.find(({ number }) => number === chosen)?.full;

  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        setMissing(chosen === undefined);
        if (chosen !== undefined && !seat.busy && !waits) seat.choose(chosen);
      }}
    >
      <fieldset className="choices-column my-room-choices">
        <legend className="visually-hidden">{t('choose.label')}</legend>
        {round.choices.map((choice) => (
          <label key={choice.number} className="choice">
            <input
              type="radio"
              name={name}
              disabled={choice.number === here}
              checked={chosen === choice.number}
              onChange={() => {
                setChosen(choice.number);
                setMissing(false);
              }}
            />
            <span>
              <strong>{nameOf(choice)}</strong>{' '}
              <span className="muted">{choiceWords(choice, here, t)}</span>
            </span>
          </label>
        ))}
      </fieldset>
      <p className="muted">{t('choose.sees')}</p>
      {missing && (
        <p className="field-error" role="alert">
          {t('choose.none')}
        </p>
      )}
      {seat.refused !== undefined && (
        <p className="field-error" role="alert">
          {t(errorKey(seat.refused))}
        </p>
      )}
      <Button
        kind="primary"
        type="submit"
        busy={seat.busy}
        aria-disabled={seat.busy || waits || undefined}
      >
        {t(full ? 'choose.wait' : 'choose.go')}
      </Button>
    </form>
  );
}

/** "6 people · full · 2 wait for a seat" */
function choiceWords(choice: RoomChoice, here: number | undefined, t: Translate): string {
  const { number, peopleCount, full, waitingCount } = choice;
  return [
    t('choose.people', { count: peopleCount }),
    number === here ? t('choose.here') : t(full ? 'choose.full' : 'choose.free'),
    waitingCount > 0 && t('choose.wait.count', { count: waitingCount }),
  ]
    .filter(Boolean)
    .join(' · ');
}
