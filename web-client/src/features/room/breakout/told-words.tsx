// What facilitators last said to all rooms, or to this one alone, whichever is newer.
import { useI18n } from '../../../i18n/i18n-provider';
import type { Room } from '../../../protocol/convene/v1/breakout_pb';
import { LineText } from '../chat/line-text';
import { usePersonName } from '../use-person-name';
import { eitherOf } from './room-words';
import { useOpenRound } from './use-rooms';

export function ToldWords({ room }: { room?: Room }) {
  const { t, language, dates } = useI18n();
  const toAll = useOpenRound()?.told;
  const nameOf = usePersonName();
  const here = room?.told !== undefined && room.told.atMs >= (toAll?.atMs ?? 0n);
  const told = here ? room?.told : toAll;
  const { words, lang } = eitherOf(told?.text, language);
  if (!told || words === '') return null;
  const time = dates.time(Number(told.atMs));
  const name = told.byId && nameOf(told.byId);
  return (
    <div className="told" data-testid="told">
      <p className="told-by">
        {name
          ? t(here ? 'myRoom.toldHereBy' : 'myRoom.toldBy', { time, name })
          : t(here ? 'myRoom.toldHere' : 'myRoom.told', { time })}
      </p>
      <p className="told-text" lang={lang}>
        <LineText text={words} />
      </p>
    </div>
  );
}
