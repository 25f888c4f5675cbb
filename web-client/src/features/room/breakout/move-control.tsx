// Moves one person to another room.
import { useI18n } from '../../../i18n/i18n-provider';
import { PickControl } from './pick-control';
import type { Numbered } from './room-words';
import { useRoomName } from './use-rooms';

export interface Movable extends Numbered {
  places: readonly unknown[];
  closed: boolean;
}

interface MoveControlProps {
  name: string;
  rooms: readonly Movable[];
  /** Where they are; 0 is no room. */
  from: number;
  /** What being in no room is called. */
  none: string;
  onMove: (to: number) => void;
}

export function MoveControl({ name, rooms, from, none, onMove }: MoveControlProps) {
  const { t } = useI18n();
  const nameOf = useRoomName();
  const options = () => [
    ...(from === 0 ? [] : [{ value: '0', words: none }]),
    ...rooms
      .filter(({ number, closed }) => number !== from && !closed)
      .map((room) => ({
        value: String(room.number),
        words: t('move.to', { room: nameOf(room), count: room.places.length }),
      })),
  ];
  return (
    <PickControl
      button={t('move.button')}
      of={t('move.of', { name })}
      label={t('move.label', { name })}
      choose={t('move.choose')}
      go={t('move.go')}
      options={options}
      leaves
      onPick={(to) => onMove(Number(to))}
    />
  );
}
