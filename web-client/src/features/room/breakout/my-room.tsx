// The breakout room of this person: where they are, what to do, with whom, and who helps.
import { useEffect, useId, useRef, useState } from 'react';
import { useI18n } from '../../../i18n/i18n-provider';
import type { Engine } from '../../../session/engine';
import type { MyPlace } from '../../../session/rounds';
import { Button } from '../../../ui/button';
import { useWide } from '../../../ui/use-wide';
import { UnreadLabel } from '../chat/unread-label';
import { useMyId, useRoomState } from '../room-context';
import { ChooseRoom } from './choose-room';
import { isWriting } from './is-writing';
import { BroughtFold } from './result/brought';
import { RoomResultFold } from './result/room-result';
import { RoomCall } from './room-call';
import { RoomHelp } from './room-help';
import { RoomMates } from './room-mates';
import { RoomPrompt } from './room-prompt';
import { RoomTimeLeft } from './room-time-left';
import { whoWords, whyWords } from './room-words';
import { ToldWords } from './told-words';
import { useOpenRound, useRoomName } from './use-rooms';
import { WhoLooks } from './who-looks';
import { MyRoles, OtherRoles } from './work/my-roles';
import { RolesForm } from './work/roles-form';
import { RoomSteps } from './work/room-steps';
import './my-room.css';

interface MyRoomProps {
  engine: Engine;
  place: MyPlace;
  plenaryUnread: number;
  /** Leads to the conversation of the room; absent when that is on the screen. */
  onRoom: (() => void) | undefined;
  onPlenary: (() => void) | undefined;
}

export function MyRoom({ engine, place, plenaryUnread, onRoom, onPlenary }: MyRoomProps) {
  const { t } = useI18n();
  const wide = useWide();
  const labelId = useId();
  const round = useOpenRound();
  const nameOf = useRoomName();
  const heading = useRef<HTMLHeadingElement>(null);
  // On a phone the talk needs the room that this takes, once it has been read.
  const [folded, setFolded] = useState(false);
  const whole = wide || !folded;
  // What was opened stays so when the window becomes wider, or another room is mine.
  const [folds, setFolds] = useState<{ brought?: boolean; result?: boolean }>({});
  const { roundId, room } = place;

  // Whoever was moved hears first where they are; whoever writes is told without being moved.
  // biome-ignore lint/correctness/useExhaustiveDependencies: another room is another arrival.
  useEffect(() => {
    if (!isWriting()) heading.current?.focus();
  }, [roundId, room.number]);

  const who = (
    <>
      <WhyHere place={place} />
      <RoomMates places={room.places} />
      <OtherRoles room={room} />
    </>
  );
  return (
    <section className="my-room" aria-labelledby={labelId}>
      <header className="my-room-head">
        <h2 ref={heading} id={labelId} className="my-room-title" tabIndex={-1}>
          {nameOf(room)}
        </h2>
        <RoomTimeLeft key={`${roundId} ${room.number}`} room={room} />
      </header>
      <ToldWords room={room} />
      <RoomSteps engine={engine} place={place} brief={!whole} />
      {whole && <RoomPrompt />}
      {whole && <MyRoles room={room} />}
      <RoomCall room={room} />
      {(onRoom || onPlenary || !wide) && (
        <div className="my-room-ways">
          {onRoom && (
            <Button size="small" onClick={onRoom}>
              {t('myRoom.write')}
            </Button>
          )}
          {onPlenary && (
            <Button kind="plain" size="small" onClick={onPlenary}>
              <UnreadLabel words={t('myRoom.plenary')} unread={plenaryUnread} />
            </Button>
          )}
          {!wide && (
            <Button
              kind="plain"
              size="small"
              aria-expanded={whole}
              onClick={() => setFolded(!folded)}
            >
              {t(whole ? 'now.less' : 'now.more')}
            </Button>
          )}
        </div>
      )}
      {whole && (
        <>
          <BroughtFold
            brought={place.brought}
            open={folds.brought ?? wide}
            onOpen={(brought) => setFolds({ ...folds, brought })}
          />
          <RoomResultFold
            key={`${roundId} ${room.number}`}
            engine={engine}
            place={place}
            open={folds.result}
            onOpen={(result) => setFolds({ ...folds, result })}
          />
        </>
      )}
      {whole && <RoomHelp engine={engine} help={room.help} />}
      {wide && who}
      {!wide && whole && (
        <details className="my-room-about">
          <summary>{t('myRoom.about')}</summary>
          {who}
        </details>
      )}
      {whole && (
        <details className="my-room-about">
          <summary>{t('role.title')}</summary>
          <RolesForm key={`${roundId} ${room.number}`} engine={engine} place={place} />
        </details>
      )}
      {/* Who looks in is said on a phone, too, when the rest is folded away. */}
      <WhoLooks room={room} />
      {whole && round && round.choices.length > 0 && (
        <ChooseRoom engine={engine} round={round} here={room.number} />
      )}
    </section>
  );
}

function WhyHere({ place: { room } }: { place: MyPlace }) {
  const { t } = useI18n();
  const meId = useMyId();
  const me = useRoomState(({ view }) => view?.people.find(({ id }) => id === meId));
  const why = room.places.find(({ personId }) => personId === meId)?.why ?? 0;
  const who = me ? whoWords(me, t) : '';
  return (
    <p className="my-room-why" data-testid="why-here">
      {who !== '' && `${t('myRoom.you', { who })} `}
      {whyWords(why, me, t)}
    </p>
  );
}
