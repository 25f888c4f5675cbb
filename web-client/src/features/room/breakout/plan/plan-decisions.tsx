// Who is placed although a rule speaks against it: somebody should decide before the rooms open.
import { useI18n } from '../../../../i18n/i18n-provider';
import type { PlanDecision, Room } from '../../../../protocol/convene/v1/breakout_pb';
import { usePeople } from '../use-people';
import { useRoomName } from '../use-rooms';
import { UNPLACED_WORDS } from './report-words';

interface PlanDecisionsProps {
  decisions: readonly PlanDecision[];
  rooms: readonly Room[];
}

export function PlanDecisions({ decisions, rooms }: PlanDecisionsProps) {
  const { t } = useI18n();
  const { byId } = usePeople();
  const nameOf = useRoomName();
  if (decisions.length === 0) return null;
  const roomName = (number: number) =>
    nameOf(rooms.find((room) => room.number === number) ?? { number });
  return (
    <div className="unplaced">
      <h4>{t('decisions.title')}</h4>
      <ul aria-label={t('decisions.title')}>
        {decisions.map(({ why, personIds, rooms: numbers }) => {
          const people = personIds.map((id) => byId.get(id)?.name ?? t('people.someone'));
          const where = numbers.map(roomName).join(', ');
          return (
            <li key={`${why} ${personIds.join()} ${numbers.join()}`}>
              {[people.join(', '), where, t(UNPLACED_WORDS[why] ?? 'unplaced.notYet')]
                .filter((words) => words !== '')
                .join(' · ')}
            </li>
          );
        })}
      </ul>
    </div>
  );
}
