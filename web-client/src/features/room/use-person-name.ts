// The names of people by their ids; whoever has left the roster is someone.
import { useI18n } from '../../i18n/i18n-provider';
import type { Person } from '../../protocol/convene/v1/roster_pb';
import { useRoomState } from './room-context';

const NOBODY: readonly Person[] = [];

export function usePersonName(): (id: string) => string {
  const { t } = useI18n();
  const people = useRoomState(({ view }) => view?.people ?? NOBODY);
  return (id) => people.find((person) => person.id === id)?.name ?? t('people.someone');
}
