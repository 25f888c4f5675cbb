// The time of all open rooms: more or less of it, standing still, steps, and who goes round.
import { useI18n } from '../../../../i18n/i18n-provider';
import type { Round } from '../../../../protocol/convene/v1/breakout_pb';
import { RoundState } from '../../../../protocol/convene/v1/breakout_pb';
import type { Engine } from '../../../../session/engine';
import { Button } from '../../../../ui/button';
import { useAsking } from '../../use-asking';
import { PickControl } from '../pick-control';
import { extendRooms, pauseRooms, rotateRooms, stepRooms } from '../room-commands';
import { eitherOf } from '../room-words';

const MINUTES = [-1, 1, 5] as const;

interface ClockToolsProps {
  engine: Engine;
  round: Round;
  onSaid: (words: string) => void;
}

export function ClockTools({ engine, round, onSaid }: ClockToolsProps) {
  const { t, language } = useI18n();
  const rotating = useAsking('rotateRooms');
  const paused = round.pausedAtMs > 0n;
  const closing = round.state === RoundState.CLOSING;
  const ends = round.endsAtMs > 0n;
  const steps = () =>
    round.steps.map(({ title }, index) => ({
      value: String(index + 1),
      words: `${index + 1}. ${eitherOf(title, language).words}`,
    }));
  return (
    <>
      <fieldset className="bar-time">
        <legend className="visually-hidden">{t('wall.time')}</legend>
        {MINUTES.map((minutes) => (
          <Button
            key={minutes}
            size="small"
            onClick={() => engine.send(extendRooms(round.id, minutes))}
          >
            {t('bar.minutes', { minutes: minutes < 0 ? `−${-minutes}` : `+${minutes}` })}
          </Button>
        ))}
        {ends && (
          // The same for both: without an end they do not close either.
          <Button
            kind={closing ? 'primary' : 'quiet'}
            size="small"
            onClick={() => engine.send(extendRooms(round.id, 0))}
          >
            {t(closing ? 'wall.keepOpen' : 'wall.noEnd')}
          </Button>
        )}
      </fieldset>
      {/* One button for both: the focus of whoever pressed it stays. */}
      <Button
        size="small"
        onClick={() => {
          engine.send(pauseRooms(round.id, !paused));
          onSaid(t(paused ? 'wall.goOn.asked' : 'wall.pause.asked'));
        }}
      >
        {t(paused ? 'wall.goOn' : 'wall.pause')}
      </Button>
      {round.steps.length > 0 && (
        <PickControl
          button={t('wall.step')}
          of={t('wall.step')}
          label={t('wall.step.label')}
          choose={t('wall.step.choose')}
          go={t('wall.step.go')}
          options={steps}
          framed
          onPick={(step) => {
            engine.send(stepRooms(round.id, Number(step), []));
            onSaid(t('wall.step.asked', { step: Number(step) }));
          }}
        />
      )}
      {round.rotationMinutes > 0 && (
        <Button
          size="small"
          busy={rotating}
          onClick={() => {
            engine.send(rotateRooms(round.id, round.rotation + 1));
            onSaid(t('wall.rotate.asked'));
          }}
        >
          {t('wall.rotate')}
        </Button>
      )}
    </>
  );
}
