// A text that facilitators wrote, in the reader's language or else in the other one.
import { useI18n } from '../../../i18n/i18n-provider';
import type { Text } from '../../../protocol/convene/v1/session_pb';
import { eitherOf } from '../breakout/room-words';

export function Said({ text }: { text: Text | undefined }) {
  const { language } = useI18n();
  const { words, lang } = eitherOf(text, language);
  return <span lang={lang === language ? undefined : lang}>{words}</span>;
}
