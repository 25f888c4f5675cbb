// What to say aloud of reports and results. Whoever reports is told by the screen itself.
import type { Language } from '../../../../i18n/language';
import type { Translate } from '../../../../i18n/translate';
import type { View } from '../../../../protocol/convene/v1/view_pb';
import { reportsOf } from '../../../../session/rounds';
import { roomName } from '../room-words';
import { turnOf } from './report-order';

export function reportMoves(before: View, after: View, language: Language, t: Translate): string[] {
  const words: string[] = [];
  if (after.results.length > before.results.length) words.push(t('announce.results'));
  if (before.reports === after.reports) return words;
  const [was, is] = [reportsOf(before), reportsOf(after)];
  if (was && !is) words.push(t('announce.reportsOver'));
  const turn = turnOf(is);
  const sameTurn = was?.now === is?.now && turnOf(was)?.room === turn?.room;
  if (!turn || sameTurn || turn.reporterId === after.me?.personId) return words;
  const room = roomName({ number: turn.room, name: turn.name }, language, t);
  const name = after.people.find(({ id }) => id === turn.reporterId)?.name;
  words.push(name ? t('reports.nowBy', { room, name }) : t('reports.now', { room }));
  return words;
}
