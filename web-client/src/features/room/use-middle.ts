// What has the middle of the room: its step, the breakout room that one is in, or all of them.
import { classNames } from '../../lib/class-names';
import { useWide } from '../../ui/use-wide';
import { useBoardStage } from './board/use-board-stage';
import { useMyPlace, useOpenRound } from './breakout/use-rooms';
import { usePollStage } from './poll/use-poll-stage';
import { useFacilitating, useRoom } from './room-context';
import { useFolded } from './stage/use-folded';
import { useStage } from './stage/use-stage';
import { useStep } from './stage/use-step';

/** `nothing`: a phone shows the rooms of facilitators in place of the middle. */
export type MiddleKind = 'step' | 'myRoom' | 'choose' | 'rooms' | 'nothing';

/** `rooms`: a facilitator has all rooms before them. */
export function useMiddle(rooms: boolean) {
  const wide = useWide();
  const { engine } = useRoom();
  const runs = useFacilitating();
  const place = useMyPlace();
  const round = useOpenRound();
  const fold = useFolded();
  const { plan } = useStep();
  const shown = useStage();
  const chooses = !runs && round !== undefined && round.choices.length > 0;
  const kind = kindOf();
  const polls = usePollStage();
  const boards = useBoardStage();
  // Nobody answers and looks at slides at once.
  const polled = polls.open.length + polls.unsent.length > 0 || polls.closed !== undefined;
  const boarded = engine && kind !== 'rooms' && kind !== 'nothing' ? boards : undefined;
  // Nor works on a board and looks at slides at once.
  const drawn = boarded?.shownId !== undefined;
  const stage = kind === 'step' && !polled && !drawn ? shown : undefined;

  function kindOf(): MiddleKind {
    if (rooms) return wide ? 'rooms' : 'nothing';
    // A replay shows what happened in the plenary.
    if (!engine) return 'step';
    if (place) return 'myRoom';
    return chooses ? 'choose' : 'step';
  }

  return {
    kind,
    engine,
    place,
    round,
    plan,
    fold,
    stage,
    /** Absent: no poll asks for the middle. */
    polls: polled && kind !== 'rooms' && kind !== 'nothing' ? polls : undefined,
    boards: boarded,
    className: classNames(
      polled && kind !== 'rooms' && kind !== 'nothing' && 'panels-poll',
      drawn && 'panels-board',
    ),
    /** There is something to look at in the middle. */
    staged: kind !== 'step' || stage !== undefined || polled || drawn,
  };
}

export type Middle = ReturnType<typeof useMiddle>;
