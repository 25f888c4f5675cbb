// What the room does now, how long, and what comes next; the room goes on when it says so itself.
import { useI18n } from '../../../../i18n/i18n-provider';
import type { RoomStep } from '../../../../protocol/convene/v1/breakout_pb';
import { RoomRole } from '../../../../protocol/convene/v1/breakout_pb';
import type { Engine } from '../../../../session/engine';
import type { MyPlace } from '../../../../session/rounds';
import { Button } from '../../../../ui/button';
import { useFacilitating, useMyId } from '../../room-context';
import { useAsking } from '../../use-asking';
import { usePersonName } from '../../use-person-name';
import { stepRooms } from '../room-commands';
import { minutesLeft } from '../room-time';
import { eitherOf } from '../room-words';
import { useOpenRound, useRoomsTime } from '../use-rooms';
import { holderOf } from './role-words';
import { listenerOf, mayStep, stepEndsMs, stepOf } from './room-step';

interface RoomStepsProps {
  engine: Engine;
  place: MyPlace;
}

/** `brief`: on a phone, when the talk needs the place. */
export function RoomSteps({ engine, place, brief }: RoomStepsProps & { brief: boolean }) {
  const { t, language } = useI18n();
  const { room } = place;
  const round = useOpenRound();
  const step = stepOf(round, room);
  const steps = round?.steps ?? [];
  const next = steps[room.step];
  const meId = useMyId();
  const nameOf = usePersonName();
  if (!step) return null;
  const title = eitherOf(step.title, language);
  const listener = listenerOf(step, room);
  return (
    <div className="room-steps" data-testid="room-steps">
      <p className="room-step">
        <strong>
          {t('roomStep.where', { number: room.step, count: steps.length })}{' '}
          <span lang={title.lang}>{title.words}</span>
        </strong>
        <StepTime key={room.step} step={step} place={place} />
      </p>
      {listener && (
        <p className="room-step-listens">
          {listener === meId
            ? t('roomStep.youListen')
            : t('roomStep.listens', { name: nameOf(listener) })}
        </p>
      )}
      {next && !brief && (
        <p className="muted">
          {t('roomStep.next', {
            title: eitherOf(next.title, language).words,
            minutes: next.minutes,
          })}
        </p>
      )}
      <StepActs engine={engine} place={place} last={steps.length} />
      {!brief && <AllSteps now={room.step} steps={steps} />}
    </div>
  );
}

/** That the time is over is said once; nothing moves by itself. */
function StepTime({ step, place: { room } }: { step: RoomStep; place: MyPlace }) {
  const { t } = useI18n();
  const endsAtMs = stepEndsMs(step, room);
  // A step that was begun while the clock stands still has not begun to run.
  const left = useRoomsTime((nowMs) => minutesLeft(endsAtMs, nowMs));
  const minutes = Math.min(left, step.minutes);
  return (
    <>
      {minutes > 0 && <span className="time-left">{t('roomTime.left', { minutes })}</span>}
      <span className="my-room-warning" role="status" data-testid="step-over">
        {minutes === 0 && t('roomStep.over')}
      </span>
    </>
  );
}

function StepActs({ engine, place, last }: RoomStepsProps & { last: number }) {
  const { t } = useI18n();
  const busy = useAsking('stepRooms');
  const nameOf = usePersonName();
  const { roundId, room } = place;
  const may = mayStep(room, useMyId(), useFacilitating());
  if (!may) {
    const keeper = holderOf(room, RoomRole.TIMEKEEPER) ?? '';
    return <p className="muted">{t('roomStep.keeper', { name: nameOf(keeper) })}</p>;
  }
  const go = (step: number) => {
    if (step >= 1 && step <= last) engine.send(stepRooms(roundId, step, [room.number]));
  };
  return (
    <div className="my-room-ways">
      {/* Both stay where they are: the focus of whoever pressed one stays, too. */}
      <Button
        size="small"
        busy={busy}
        aria-disabled={busy || room.step >= last || undefined}
        onClick={() => go(room.step + 1)}
      >
        {t('roomStep.on')}
      </Button>
      <Button
        kind="plain"
        size="small"
        busy={busy}
        aria-disabled={busy || room.step <= 1 || undefined}
        onClick={() => go(room.step - 1)}
      >
        {t('roomStep.back')}
      </Button>
    </div>
  );
}

function AllSteps({ now, steps }: { now: number; steps: readonly RoomStep[] }) {
  const { t } = useI18n();
  return (
    <details className="my-room-about">
      <summary>{t('roomStep.all', { count: steps.length })}</summary>
      <ol className="room-step-list">
        {steps.map((step, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: steps stand where they stand.
          <StepRow key={index} step={step} now={index + 1 === now} />
        ))}
      </ol>
    </details>
  );
}

function StepRow({ step, now }: { step: RoomStep; now: boolean }) {
  const { t, language } = useI18n();
  const { words, lang } = eitherOf(step.title, language);
  return (
    <li aria-current={now ? 'step' : undefined}>
      <span lang={lang}>{words}</span>{' '}
      <span className="muted">
        {t('steps.minutes', { minutes: step.minutes })}
        {now && ` · ${t('roomStep.now')}`}
      </span>
    </li>
  );
}
