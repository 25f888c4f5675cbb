// What is worth knowing of an open room at a glance, in a few words each.
import { useI18n } from '../../../../i18n/i18n-provider';
import type { Room, Round } from '../../../../protocol/convene/v1/breakout_pb';
import { useMyId, useRoomTime } from '../../room-context';
import { usePersonName } from '../../use-person-name';
import { minutesLeft } from '../room-time';
import { eitherOf } from '../room-words';
import { holderOf, ROLE_WORDS, ROLES } from '../work/role-words';

/** It ends at another time than the others. */
export function hasOwnEnd({ endsAtMs }: Round, room: Room): boolean {
  return !room.closed && room.endsAtMs > 0n && room.endsAtMs !== endsAtMs;
}

export function useRoomFacts(round: Round, room: Room): string {
  const { t, language } = useI18n();
  const meId = useMyId();
  const nameOf = usePersonName();
  const ends = useEndWords(round, room);
  if (room.closed) return [t('fact.closed'), resultWords()].join(' · ');

  function resultWords() {
    return t(room.result?.text ? 'fact.result' : 'fact.noResult');
  }
  function missingWords() {
    const missing = ROLES.filter((role) => round.roles.includes(role) && !holderOf(room, role));
    const roles = missing.map((role) => t(ROLE_WORDS[role].name));
    return roles.length > 0 && room.places.length > 0
      ? t('fact.missing', { roles: roles.join(', ') })
      : '';
  }
  function stepWords() {
    const step = round.steps[room.step - 1];
    const title = eitherOf(step?.title, language).words;
    return step ? t('fact.step', { step: room.step, count: round.steps.length, title }) : '';
  }

  const { facilitatorId, lookingIds, waitingIds, barredIds } = room;
  return [
    ends,
    facilitatorId && t('fact.facilitator', { name: nameOf(facilitatorId) }),
    lookingIds.length > 0 && t('fact.looking', { names: lookingIds.map(nameOf).join(', ') }),
    waitingIds.length > 0 && t('fact.waiting', { count: waitingIds.length }),
    stepWords(),
    missingWords(),
    resultWords(),
    barredIds.includes(meId) && t('fact.barred'),
  ]
    .filter(Boolean)
    .join(' · ');
}

/** Its own end, and whether its clock stands still. */
function useEndWords(round: Round, room: Room): string {
  const { t } = useI18n();
  const own = hasOwnEnd(round, room);
  const pausedAtMs = Number(round.pausedAtMs);
  const paused = pausedAtMs > 0;
  const minutes = useRoomTime(
    (nowMs) => minutesLeft(Number(room.endsAtMs), paused ? pausedAtMs : nowMs),
    own,
  );
  return [own && t('fact.ends', { minutes }), paused && t('fact.paused')]
    .filter(Boolean)
    .join(', ');
}
