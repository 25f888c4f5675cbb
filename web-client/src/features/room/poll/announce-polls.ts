// What to say aloud of polls: that one asks me, and that I can see what came of one.
import type { Language } from '../../../i18n/language';
import type { Translate } from '../../../i18n/translate';
import { Consent } from '../../../protocol/convene/v1/session_pb';
import type { View } from '../../../protocol/convene/v1/view_pb';
import { openRunsHere, runOf } from '../../../session/polls';
import { eitherOf } from '../breakout/room-words';

export function pollMoves(before: View, after: View, language: Language, t: Translate): string[] {
  // Whoever has just agreed finds everything at once: that is no news.
  if (before.me?.consent === Consent.UNSPECIFIED) return [];
  if (before.runs === after.runs && before.shown === after.shown) return [];
  const title = (id: string) => eitherOf(runOf(after, id)?.poll?.title, language).words;
  const opened = openRunsHere(after)
    .filter(({ id }) => !runOf(before, id))
    .map(({ id }) => t('announce.poll', { title: title(id) }));
  const shown = after.shown
    .filter(({ runId }) => !before.shown.some((one) => one.runId === runId))
    .map(({ runId }) => t('announce.pollResults', { title: title(runId) }));
  return [...opened, ...shown];
}
