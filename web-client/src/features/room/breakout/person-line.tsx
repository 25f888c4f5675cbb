// One person in a list of a room: name, job and organization, and where to move them.
import type { DragEvent, ReactNode } from 'react';
import { useI18n } from '../../../i18n/i18n-provider';
import type { Person } from '../../../protocol/convene/v1/roster_pb';
import { whoWords } from './room-words';

interface PersonLineProps {
  person: Person | undefined;
  /** Behind the job: whether they are here, why they have no room. */
  note?: string;
  /** Can also be dragged; what is dragged is the id. */
  draggable?: boolean;
  children?: ReactNode;
}

export function PersonLine({ person, note, draggable, children }: PersonLineProps) {
  const { t } = useI18n();
  const meta = [person && whoWords(person, t), note].filter(Boolean).join(' · ');
  function handleDragStart(event: DragEvent) {
    event.dataTransfer.setData('text/plain', person?.id ?? '');
    event.dataTransfer.effectAllowed = 'move';
  }
  return (
    <li
      className="plan-person"
      data-testid="placed"
      draggable={draggable && person !== undefined}
      onDragStart={draggable ? handleDragStart : undefined}
    >
      <span className="plan-person-who">
        <span className="person-name">{person?.name ?? t('people.someone')}</span>{' '}
        <span className="person-meta">{meta}</span>
      </span>
      {children}
    </li>
  );
}
