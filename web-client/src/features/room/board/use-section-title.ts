// What a column is called, in the language of the reader.
import { useI18n } from '../../../i18n/i18n-provider';
import type { Element } from '../../../protocol/convene/v1/board_pb';
import { eitherOf } from '../breakout/room-words';

export function useSectionTitle() {
  const { t, language } = useI18n();
  return (section: Element | undefined, alone = false) => {
    const title = eitherOf(section?.title, language);
    if (title.words !== '') return title;
    const words = section ? t('board.untitled') : t(alone ? 'board.notes' : 'board.loose');
    return { words, lang: language };
  };
}
