// What rooms brought back, and how it is searched.
import { folded } from '../../../../lib/folded';
import type { RoomOutcome } from '../../../../protocol/convene/v1/breakout_pb';

/** Those in whose name or text every word is found; without words: all. */
export function matching(
  rooms: readonly RoomOutcome[],
  words: string,
  nameOf: (room: RoomOutcome) => string,
): readonly RoomOutcome[] {
  const wanted = folded(words).split(/\s+/).filter(Boolean);
  if (wanted.length === 0) return rooms;
  return rooms.filter((room) => {
    const text = folded(`${nameOf(room)} ${room.result?.text ?? ''}`);
    return wanted.every((word) => text.includes(word));
  });
}
