// Says which rooms a facilitator looks into, for as long as they do: those who are there see it.
import { useEffect } from 'react';
import type { Engine } from '../../../session/engine';
import { openRoundOf } from '../../../session/rounds';
import type { LiveState } from '../../../session/session-store';
import { useStore } from '../../../ui/use-store';
import type { ListedConversation } from '../chat/use-conversations';
import { lookIntoRooms } from './room-commands';

export interface Looking {
  roundId: string;
  rooms: readonly number[];
}

interface LooksIntoProps {
  engine: Engine;
  looking: Looking;
}

export function LooksInto({ engine, looking: { roundId, rooms } }: LooksIntoProps) {
  const connected = useStore(engine.store, isConnected);
  const wanted = rooms.join(' ');

  // Once more on each connection: whoever was away looked into nothing.
  useEffect(() => {
    if (connected) engine.send(lookIntoRooms(roundId, wanted.split(' ').map(Number)));
  }, [engine, roundId, wanted, connected]);

  useEffect(() => {
    return () => {
      // Nobody looks into the rooms of a round that has closed: there is nothing to take back.
      const open = openRoundOf(engine.store.get().view);
      if (open?.id === roundId) engine.send(lookIntoRooms(roundId, []));
    };
  }, [engine, roundId]);

  return null;
}

function isConnected({ connection: { kind } }: LiveState): boolean {
  return kind === 'live' || kind === 'silent';
}

/** Of one round: it is the open one. */
export function lookingOf(looked: readonly ListedConversation[]): Looking | undefined {
  const rooms = looked.flatMap(({ conversation }) =>
    conversation.kind === 'room' ? conversation : [],
  );
  const roundId = rooms[0]?.roundId;
  return roundId ? { roundId, rooms: rooms.map(({ room }) => room) } : undefined;
}
