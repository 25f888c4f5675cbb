// What facilitators last said to all rooms.
import { useI18n } from '../../../i18n/i18n-provider';
import { LineText } from '../chat/line-text';
import { usePersonName } from '../use-person-name';
import { eitherOf } from './room-words';
import { useOpenRound } from './use-rooms';

export function ToldWords() {
  const { t, language, dates } = useI18n();
  const told = useOpenRound()?.told;
  const nameOf = usePersonName();
  const { words, lang } = eitherOf(told?.text, language);
  if (!told || words === '') return null;
  const time = dates.time(Number(told.atMs));
  return (
    <div className="told" data-testid="told">
      <p className="told-by">
        {told.byId
          ? t('myRoom.toldBy', { time, name: nameOf(told.byId) })
          : t('myRoom.told', { time })}
      </p>
      <p className="told-text" lang={lang}>
        <LineText text={words} />
      </p>
    </div>
  );
}
