// Brings the people of one room into another one: where they fit best, or a chosen one.
import { useI18n } from '../../../../i18n/i18n-provider';
import { PickControl } from '../pick-control';
import { mergeRooms } from '../room-commands';
import { useRoomName } from '../use-rooms';
import type { RoomActsProps } from './room-acts';

/** What the server calls the room where they fit best. */
const BEST = 0;

export function MergeControl({ engine, round, room, onSaid }: RoomActsProps) {
  const { t } = useI18n();
  const nameOf = useRoomName();
  const others = round.rooms.filter(({ number, closed }) => number !== room.number && !closed);
  if (others.length === 0 || room.places.length === 0) return null;
  const options = () => [
    { value: String(BEST), words: t('merge.best') },
    ...others.map((other) => ({
      value: String(other.number),
      words: t('move.to', { room: nameOf(other), count: other.places.length }),
    })),
  ];
  return (
    <PickControl
      button={t('merge.button')}
      of={t('merge.of', { room: nameOf(room) })}
      label={t('merge.label', { room: nameOf(room) })}
      choose={t('merge.choose')}
      go={t('merge.go')}
      options={options}
      leaves
      onPick={(into) => {
        engine.send(mergeRooms(round.id, room.number, Number(into)));
        onSaid(t('merge.asked', { room: nameOf(room) }));
      }}
    />
  );
}
