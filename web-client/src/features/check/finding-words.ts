// Which words a finding has.
import type { MessageKey } from '../../i18n/en';
import type { Translate } from '../../i18n/translate';
import type { Finding, Measured, Subject } from './outcome';
import { gradeOf } from './outcome';

const HINTS: Readonly<Record<string, MessageKey>> = {
  'reach:none': 'check.hint.reach.none',
  'reach:other': 'check.hint.reach.other',
  'reach:error': 'check.hint.reach.error',
  'websocket:blocked': 'check.hint.websocket',
  'websocket:silent': 'check.hint.websocket',
  'events:blocked': 'check.hint.events.blocked',
  'events:buffered': 'check.hint.events.buffered',
  'poll:blocked': 'check.hint.poll',
  'cookies:no': 'check.hint.cookies',
  'storage:no': 'check.hint.storage',
  'clock:ahead': 'check.hint.clock',
  'clock:behind': 'check.hint.clock',
};

export function findingKey(subject: Subject, finding: Finding): MessageKey {
  // Every pair of FINDINGS has words; the test of this feature goes through all of them.
  return `check.${subject}.${finding}` as MessageKey;
}

export function hintKey(subject: Subject, finding: Finding): MessageKey | undefined {
  return gradeOf(subject, finding) === 'good' ? undefined : HINTS[`${subject}:${finding}`];
}

export function measuredWords(subject: Subject, measured: Measured, t: Translate): string {
  const { kilobitsPerSecond, clockMs, width, height, language } = measured;
  if (subject === 'speed' && kilobitsPerSecond !== undefined) {
    const rate = kilobitsPerSecond / 1000;
    return t('check.measured.speed', { rate: rate < 10 ? rate.toFixed(1) : Math.round(rate) });
  }
  if (subject === 'clock' && clockMs !== undefined) {
    return t('check.measured.clock', { seconds: Math.round(Math.abs(clockMs) / 1000) });
  }
  if (subject === 'screen' && width !== undefined && height !== undefined) {
    return t('check.measured.screen', { width, height });
  }
  return subject === 'language' ? (language ?? '') : '';
}
