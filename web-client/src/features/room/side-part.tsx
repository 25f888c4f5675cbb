// What one looks at beside the chat, or in its place on a phone.
import type { Conversation } from '../../session/conversations';
import { later } from '../../ui/later';
import type { RoomsPanelProps } from './breakout/rooms-panel-later';
import { RoomsPanel } from './breakout/rooms-panel-later';
import { PeoplePanel } from './people/people-panel';
import type { PollsPanelProps } from './poll/polls-later';
import { PollsPanel } from './poll/polls-later';
import { QuestionPanel } from './question/question-later';

export type Side = 'people' | 'questions' | 'agenda' | 'polls';

export const AgendaPanel = later(async () => (await import('./stage/agenda-panel')).AgendaPanel);

interface SidePartProps {
  part: Side | 'rooms';
  wantedRun: PollsPanelProps['wanted'];
  rooms: RoomsPanelProps;
  onWrite: (conversation: Conversation) => void;
}

export function SidePart({ part, wantedRun, rooms, onWrite }: SidePartProps) {
  switch (part) {
    case 'people':
      return <PeoplePanel onWrite={onWrite} />;
    case 'questions':
      return <QuestionPanel />;
    case 'agenda':
      return <AgendaPanel />;
    case 'polls':
      return <PollsPanel wanted={wantedRun} />;
    case 'rooms':
      return <RoomsPanel {...rooms} />;
  }
}
