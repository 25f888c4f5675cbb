// Which room one has chosen oneself, and whether one waits for a seat there.
import { useEffect, useState } from 'react';
import { tabStore } from '../../../lib/storage';
import type { OpenRound, RoomChoice } from '../../../protocol/convene/v1/breakout_pb';
import type { ErrorCode } from '../../../protocol/convene/v1/error_pb';
import type { Engine } from '../../../session/engine';
import { useRoom } from '../room-context';
import { useAsked } from '../use-asked';
import { chooseRoom } from './room-commands';

export interface Seat {
  waitsFor: RoomChoice | undefined;
  busy: boolean;
  refused: ErrorCode | undefined;
  /** 0: waits no longer. */
  choose: (room: number) => void;
}

/** Nobody is told who waits: one knows it from what one has chosen oneself, in this tab. */
export function useSeat(engine: Engine, round: OpenRound, here: number | undefined): Seat {
  const { sessionId } = useRoom();
  const key = `convene.seat.${sessionId}.${round.id}`;
  const [wanted, setWanted] = useState(() => Number(tabStore.read(key) ?? 0));
  const [asked, setAsked] = useState(0);
  const { busy, refused, ask } = useAsked(engine, () => want(asked));
  const choice = round.choices.find(({ number }) => number === wanted);

  function want(room: number) {
    if (room > 0) tabStore.write(key, String(room));
    else tabStore.remove(key);
    setWanted(room);
  }

  // The seat has come.
  // biome-ignore lint/correctness/useExhaustiveDependencies: only a new room ends it.
  useEffect(() => {
    if (here !== undefined && here === wanted) want(0);
  }, [here, wanted]);

  return {
    // The server counts who waits: if nobody does, I do not either.
    waitsFor: choice && here !== wanted && choice.waitingCount > 0 ? choice : undefined,
    busy,
    refused,
    choose(room) {
      setAsked(room);
      ask(chooseRoom(round.id, room));
    },
  };
}
