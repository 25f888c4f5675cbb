// All rooms, for facilitators: a part that comes when it is first needed, with its words.
import { withWords } from '../../../i18n/catalogues';
import { later } from '../../../ui/later';

export interface RoomsPanelProps {
  /** Opens the conversation of a room beside all of them, or those of several. */
  onLook: (roundId: string, rooms: readonly number[]) => void;
  /** The room that somebody comes back from: the focus goes there. */
  returnTo: { room: number } | undefined;
  /** A plan is being made: known outside, so that another width of the window goes on with it. */
  planning: boolean;
  onPlanning: (planning: boolean) => void;
  onClose: () => void;
}

export const RoomsPanel = later<RoomsPanelProps>(() =>
  withWords(['breakout'], async () => (await import('./rooms-panel')).RoomsPanel),
);
