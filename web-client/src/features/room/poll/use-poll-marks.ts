// The marks of polls in the conversation that is on the screen.
import { useMemo } from 'react';
import type { Line } from '../../../protocol/convene/v1/chat_pb';
import type { Run, RunResults } from '../../../protocol/convene/v1/poll_pb';
import type { ListedConversation } from '../chat/use-conversations';
import { useRoomState } from '../room-context';
import type { Placed } from './poll-marks';
import { marksOf, placed } from './poll-marks';

const NO_RUNS: readonly Run[] = [];
const NO_RESULTS: readonly RunResults[] = [];

export function usePollMarks(
  { conversation, channel }: ListedConversation,
  lines: readonly Line[],
): Placed {
  const runs = useRoomState(({ view }) => view?.runs ?? NO_RUNS);
  const shown = useRoomState(({ view }) => view?.shown ?? NO_RESULTS);
  const marks = useMemo(() => marksOf(runs, shown, conversation), [runs, shown, conversation]);
  return useMemo(() => placed(marks, lines, channel), [marks, lines, channel]);
}
