// What rooms do, in the words of whoever planned them.
import { useI18n } from '../../../i18n/i18n-provider';
import { LineText } from '../chat/line-text';
import { eitherOf } from './room-words';
import { useOpenRound } from './use-rooms';

export function RoomPrompt() {
  const { language } = useI18n();
  const { words, lang } = eitherOf(useOpenRound()?.prompt, language);
  if (words === '') return null;
  return (
    <p className="my-room-prompt" lang={lang} data-testid="room-prompt">
      <LineText text={words} />
    </p>
  );
}
