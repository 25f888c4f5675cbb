// What everyone is to look at: the slide in the spotlight, or else what the present step shows.
import type { AgendaFile } from '../../../protocol/convene/v1/agenda_pb';
import type { Text } from '../../../protocol/convene/v1/session_pb';
import { setSpotlight, turnPage } from '../commands';
import { useFacilitating, useRoom, useRoomState } from '../room-context';
import { useStep } from './use-step';

export interface Stage {
  itemId: string;
  title: Text | undefined;
  file: AgendaFile;
  /** Of the slides, where the host is, from 1. */
  page: number;
  /** Turns the page for everyone; absent for those who only look. */
  onTurn: ((page: number) => void) | undefined;
}

export function useStage(): Stage | undefined {
  const { engine } = useRoom();
  const runs = useFacilitating() && engine !== undefined;
  const on = useRoomState(({ view }) => view?.spotlight?.on);
  const { now, item } = useStep();
  if (on?.case === 'slide' && on.value.file) {
    const { itemId, title, file, page } = on.value;
    const turn = (to: number) => engine?.send(setSpotlight({ itemId, page: to }));
    return { itemId, title, file, page, onTurn: runs ? turn : undefined };
  }
  if (!item?.file) return undefined;
  const { id: itemId, title, file } = item;
  const turn = (to: number) => engine?.send(turnPage(itemId, to));
  return { itemId, title, file, page: now?.page ?? 1, onTurn: runs ? turn : undefined };
}
