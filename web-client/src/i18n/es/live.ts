// Spanish: everything that the live room and the replay say. It comes with them.
import { boardMoments } from './board-moments';
import { chat } from './chat';
import { moments } from './moments';
import { myRoom } from './my-room';
import { pollMoments } from './poll-moments';
import { replay } from './replay';
import { room } from './room';
import { roomErrors } from './room-errors';
import { roomTalk } from './room-talk';
import { roomWork } from './room-work';

export const live = {
  ...room,
  ...chat,
  ...moments,
  ...myRoom,
  ...roomWork,
  ...pollMoments,
  ...roomTalk,
  ...roomErrors,
  ...boardMoments,
  ...replay,
};
