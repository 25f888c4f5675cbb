// Swaps one person with somebody of another room.
import { useI18n } from '../../../../i18n/i18n-provider';
import type { Round } from '../../../../protocol/convene/v1/breakout_pb';
import type { Engine } from '../../../../session/engine';
import { PickControl } from '../pick-control';
import { usePeople } from '../use-people';
import { useRoomName } from '../use-rooms';
import type { Placed } from './swap';
import { swapPeople } from './swap';

interface SwapControlProps extends Placed {
  engine: Engine;
  round: Round;
  name: string;
  onSaid: (words: string) => void;
}

export function SwapControl({ engine, round, personId, room, name, onSaid }: SwapControlProps) {
  const { t } = useI18n();
  const { byId } = usePeople();
  const nameOf = useRoomName();
  const others = round.rooms.filter(({ number, closed }) => number !== room && !closed);
  if (others.every(({ places }) => places.length === 0)) return null;

  const personName = (id: string) => byId.get(id)?.name ?? t('people.someone');
  const options = () =>
    others.flatMap((other) =>
      other.places.map((place) => ({
        value: place.personId,
        words: t('swap.with', { name: personName(place.personId), room: nameOf(other) }),
      })),
    );

  function handleSwap(otherId: string) {
    const there = others.find(({ places }) => places.some((one) => one.personId === otherId));
    if (!there) return;
    const other = { personId: otherId, room: there.number };
    engine.send(swapPeople(round.id, { personId, room }, other));
    onSaid(t('swap.asked', { name, other: personName(otherId) }));
  }

  return (
    <PickControl
      button={t('swap.button')}
      of={t('swap.of', { name })}
      label={t('swap.label', { name })}
      choose={t('swap.choose')}
      go={t('swap.go')}
      options={options}
      leaves
      onPick={handleSwap}
    />
  );
}
