// Which session this is, how far it is, and whether we are connected.
import { useEffect, useRef } from 'react';
import { clockText } from '../../i18n/dates';
import { inLanguage, STATE_WORDS } from '../../i18n/enum-words';
import { useI18n } from '../../i18n/i18n-provider';
import type { Session } from '../../protocol/convene/v1/session_pb';
import { SessionState } from '../../protocol/convene/v1/session_pb';
import { LanguageSwitch } from '../../ui/language-switch';
import { ConnectionWord } from './connection-word';
import { useRoomState, useRoomTime } from './room-context';
import type { RoomMenuProps } from './room-menu';
import { RoomMenu } from './room-menu';

export function RoomHeader(props: RoomMenuProps) {
  const { language } = useI18n();
  const session = useRoomState(({ view }) => view?.session);
  const heading = useRef<HTMLHeadingElement>(null);
  // Whoever comes through the door hears first where they are.
  useEffect(() => heading.current?.focus(), []);
  if (!session) return null;
  const title = inLanguage(session.title, language);
  return (
    <header className="room-head">
      <div className="room-what">
        <h1 ref={heading} tabIndex={-1} lang={title.lang}>
          {title.words}
        </h1>
        <p className="room-state">
          <StateWords session={session} />
        </p>
      </div>
      <ConnectionWord engine={props.engine} />
      <div className="room-tools">
        <RoomMenu {...props} />
        <LanguageSwitch />
      </div>
    </header>
  );
}

function StateWords({ session }: { session: Session }) {
  const { t, dates } = useI18n();
  const running = session.state === SessionState.LIVE;
  const nowMs = useRoomTime((ms) => ms, running);
  const word = <strong>{t(STATE_WORDS[session.state])}</strong>;
  if (running) {
    const time = clockText(nowMs - Number(session.startedAtMs));
    return (
      <>
        {word} · <span className="numbers">{t('room.elapsed', { time })}</span>
      </>
    );
  }
  const ended = session.state === SessionState.ENDED;
  const when = dates.dayAndTime(Number(ended ? session.endedAtMs : session.scheduledAtMs));
  return (
    <>
      {word} · {when}
    </>
  );
}
