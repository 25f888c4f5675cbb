// One open room on the wall: whether it needs somebody, who is there, what was last said.
import { useI18n } from '../../../../i18n/i18n-provider';
import { classNames } from '../../../../lib/class-names';
import type { Round } from '../../../../protocol/convene/v1/breakout_pb';
import type { Engine } from '../../../../session/engine';
import { Button } from '../../../../ui/button';
import { usePersonName } from '../../use-person-name';
import { answerHelp } from '../room-commands';
import { useRoomName } from '../use-rooms';
import type { WallRoom } from './wall-order';
import { WallPeople } from './wall-people';

interface WallCardProps {
  engine: Engine;
  round: Round;
  stands: WallRoom;
  onLook: () => void;
  onSaid: (words: string) => void;
}

export function WallCard({ engine, round, stands, onLook, onSaid }: WallCardProps) {
  const { t } = useI18n();
  const { room, need, here, placed, lastLine } = stands;
  const name = useRoomName()(room);
  const words = useNeedWords(stands);
  const answer = (done: boolean) => engine.send(answerHelp(round.id, room.number, done));
  const urgent = need === 'help' || need === 'alone' || need === 'nobody';
  return (
    <li
      className={classNames('wall-card', urgent && 'wall-card-needed')}
      data-room={room.number}
      data-testid="wall-room"
    >
      <div className="wall-card-head">
        <h4 tabIndex={-1} data-room-name>
          {name}
        </h4>
        <span className="muted numbers">{t('wall.here', { here, placed })}</span>
      </div>
      {words !== '' && (
        <p className={classNames('wall-need', urgent && 'wall-need-urgent')}>{words}</p>
      )}
      <p className="wall-last">
        {lastLine ? `${lastLine.authorName}: ${lastLine.text}` : t('wall.noLine')}
      </p>
      <div className="wall-acts">
        {need === 'help' && (
          <Button
            kind="primary"
            size="small"
            aria-label={t('wall.claimOf', { room: name })}
            onClick={() => answer(false)}
          >
            {t('wall.claim')}
          </Button>
        )}
        {need === 'taken' && (
          <Button
            size="small"
            aria-label={t('wall.doneOf', { room: name })}
            onClick={() => answer(true)}
          >
            {t('wall.done')}
          </Button>
        )}
        <Button
          size="small"
          data-look={room.number}
          aria-label={t('wall.lookOf', { room: name })}
          onClick={onLook}
        >
          {t('wall.look')}
        </Button>
      </div>
      <WallPeople engine={engine} round={round} room={room} onSaid={onSaid} />
    </li>
  );
}

function useNeedWords({ need, room, quietMs }: WallRoom): string {
  const { t, dates } = useI18n();
  const nameOf = usePersonName();
  const { help } = room;
  switch (need) {
    case 'help':
      return t('need.help', {
        name: nameOf(help?.personId ?? ''),
        time: dates.time(Number(help?.atMs ?? 0)),
      });
    case 'taken':
      return t('need.taken', { name: nameOf(help?.claimedById ?? '') });
    case 'silent':
      return t('need.silent', { minutes: Math.floor(quietMs / 60_000) });
    case undefined:
      return '';
    default:
      return t(`need.${need}`);
  }
}
