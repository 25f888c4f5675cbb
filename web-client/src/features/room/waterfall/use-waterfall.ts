// The waterfall that goes on, or that has ended just now; and what one keeps of it.
import { useMemo } from 'react';
import { localStore } from '../../../lib/storage';
import type { Waterfall } from '../../../protocol/convene/v1/waterfall_pb';
import { WaterfallState } from '../../../protocol/convene/v1/waterfall_pb';
import { useMyId, useRoom, useRoomState } from '../room-context';
import { KeptAnswer } from './kept-answer';

export function useWaterfall(): Waterfall | undefined {
  return useRoomState(({ view }) => (view?.waterfall?.id ? view.waterfall : undefined));
}

/** Does everyone write now? */
export function useFalling(): boolean {
  return useWaterfall()?.state === WaterfallState.WRITING;
}

export function useKeptAnswer(waterfallId: string): KeptAnswer {
  const { sessionId } = useRoom();
  const meId = useMyId();
  return useMemo(
    () => new KeptAnswer(localStore, sessionId, waterfallId, meId),
    [sessionId, waterfallId, meId],
  );
}
