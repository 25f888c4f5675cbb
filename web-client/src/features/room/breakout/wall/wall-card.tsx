// One open room on the wall: whether it needs somebody, who is there, what was last said.
import { useI18n } from '../../../../i18n/i18n-provider';
import { classNames } from '../../../../lib/class-names';
import type { Round } from '../../../../protocol/convene/v1/breakout_pb';
import { roomBoardId } from '../../../../session/board-places';
import type { Engine } from '../../../../session/engine';
import { Button } from '../../../../ui/button';
import { BoardThumbnailPart } from '../../board/picture-later';
import { wantedBoard } from '../../board/wanted-board';
import { useRoomState } from '../../room-context';
import { usePersonName } from '../../use-person-name';
import { useRoomName } from '../use-rooms';
import { CardActs } from './card-acts';
import { RoomActs } from './room-acts';
import { useRoomFacts } from './use-room-facts';
import type { WallRoom } from './wall-order';
import { WallPeople } from './wall-people';

interface WallCardProps {
  engine: Engine;
  round: Round;
  stands: WallRoom;
  chosen: boolean;
  onChoose: (chosen: boolean) => void;
  onLook: () => void;
  onBoard: () => void;
  onSaid: (words: string) => void;
}

export function WallCard(props: WallCardProps) {
  const { engine, round, stands, chosen, onChoose, onLook, onBoard, onSaid } = props;
  const { t } = useI18n();
  const { room, need, here, placed } = stands;
  const name = useRoomName()(room);
  const words = useNeedWords(stands);
  const facts = useRoomFacts(round, room);
  const boards = useRoomState(({ view }) =>
    view?.roundBoards.some(({ roundId }) => roundId === round.id),
  );
  const boardId = roomBoardId(round.id, room.number);
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
        {!room.closed && (
          <label className="wall-choose">
            <span className="muted numbers">{t('wall.here', { here, placed })}</span>
            <input
              type="checkbox"
              aria-label={t('chosen.choose', { room: name })}
              checked={chosen}
              onChange={({ target }) => onChoose(target.checked)}
            />
          </label>
        )}
      </div>
      {words !== '' && (
        <p className={classNames('wall-need', urgent && 'wall-need-urgent')}>{words}</p>
      )}
      <p className="wall-facts">{facts}</p>
      {!room.closed && <LastLine stands={stands} candid={round.candid} />}
      {boards && !room.closed && !round.candid && (
        <>
          <BoardThumbnailPart boardId={boardId} />
          <Button
            size="small"
            aria-label={t('wall.boardOf', { room: name })}
            onClick={() => {
              wantedBoard(engine).set({ id: boardId });
              onBoard();
            }}
          >
            {t('wall.board')}
          </Button>
        </>
      )}
      <CardActs
        engine={engine}
        round={round}
        room={room}
        need={need}
        onLook={onLook}
        onSaid={onSaid}
      />
      {!room.closed && (
        <div className="wall-folds">
          <WallPeople engine={engine} round={round} room={room} onSaid={onSaid} />
          <RoomActs engine={engine} round={round} room={room} onSaid={onSaid} />
        </div>
      )}
    </li>
  );
}

/** In a candid round nobody reads from outside: that nothing is seen says nothing. */
function LastLine({ stands: { lastLine }, candid }: { stands: WallRoom; candid: boolean }) {
  const { t } = useI18n();
  if (!lastLine) return <p className="wall-last">{t(candid ? 'wall.candid' : 'wall.noLine')}</p>;
  return <p className="wall-last">{`${lastLine.authorName}: ${lastLine.text}`}</p>;
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
