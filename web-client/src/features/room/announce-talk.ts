// What to say aloud of turns and waterfalls: that they begin, once. Whose turn it is reads it.
import type { Translate } from '../../i18n/translate';
import type { View } from '../../protocol/convene/v1/view_pb';
import { WaterfallState } from '../../protocol/convene/v1/waterfall_pb';

export function talkMoves(before: View, after: View, t: Translate): string[] {
  const words: string[] = [];
  const speakerId = after.turn?.personId ?? '';
  const isNew = speakerId !== (before.turn?.personId ?? '');
  if (isNew && speakerId !== '' && speakerId !== after.me?.personId) {
    const name = after.people.find(({ id }) => id === speakerId)?.name ?? t('people.someone');
    words.push(t('announce.turn', { name }));
  }
  const [was, is] = [before.waterfall, after.waterfall];
  if (!is?.id || (was?.id === is.id && was.state === is.state)) return words;
  if (is.state === WaterfallState.WRITING) words.push(t('announce.waterfall'));
  if (is.state === WaterfallState.RELEASED && was?.id === is.id) {
    words.push(t('announce.released', { count: is.released }));
  }
  return words;
}
