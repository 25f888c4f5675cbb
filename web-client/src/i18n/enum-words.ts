// Words for the contract's enumerations.
import { JobRole, Permission } from '../protocol/convene/v1/roster_pb';
import type { Text } from '../protocol/convene/v1/session_pb';
import { SessionState } from '../protocol/convene/v1/session_pb';
import type { MessageKey } from './en';
import type { Language } from './language';

export const JOB_WORDS: Record<JobRole, MessageKey> = {
  [JobRole.UNSPECIFIED]: 'job.unspecified',
  [JobRole.TEACHER]: 'job.teacher',
  [JobRole.COACH]: 'job.coach',
  [JobRole.SITE_ADMIN]: 'job.siteAdmin',
  [JobRole.CURRICULUM_ADMIN]: 'job.curriculumAdmin',
  [JobRole.SPECIALIST]: 'job.specialist',
  [JobRole.CABINET]: 'job.cabinet',
  [JobRole.EDTECH_DATA]: 'job.edtechData',
  [JobRole.PUPIL_SERVICES]: 'job.pupilServices',
  [JobRole.FAMILY_COMMUNITY]: 'job.familyCommunity',
  [JobRole.COE_STAFF]: 'job.coeStaff',
  [JobRole.PARTNER]: 'job.partner',
};

export const PERMISSION_WORDS: Record<Permission, MessageKey> = {
  [Permission.UNSPECIFIED]: 'permission.unspecified',
  [Permission.PARTICIPANT]: 'permission.participant',
  [Permission.FACILITATOR]: 'permission.facilitator',
  [Permission.STAFF]: 'permission.staff',
  [Permission.ADMIN]: 'permission.admin',
};

export const STATE_WORDS: Record<SessionState, MessageKey> = {
  [SessionState.UNSPECIFIED]: 'state.unknown',
  [SessionState.SCHEDULED]: 'state.scheduled',
  [SessionState.LOBBY]: 'state.lobby',
  [SessionState.LIVE]: 'state.live',
  [SessionState.ENDED]: 'state.ended',
};

/** A text in the person's language, or in English, marked as such for screen readers. */
export function inLanguage(text: Text | undefined, language: Language) {
  if (language === 'es' && text?.es) return { words: text.es, lang: 'es' as const };
  return { words: text?.en ?? '', lang: 'en' as const };
}
