// Whether facilitators have the rooms before them, which the bar and the panels both need to know.
import { useMemo, useState } from 'react';

export interface RoomsTool {
  shown: boolean;
  show: () => void;
  hide: () => void;
}

export function useRoomsTool(): RoomsTool {
  const [shown, setShown] = useState(false);
  return useMemo(
    () => ({ shown, show: () => setShown(true), hide: () => setShown(false) }),
    [shown],
  );
}
