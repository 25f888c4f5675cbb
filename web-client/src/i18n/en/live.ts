// English: everything that the live room and the replay say. It comes with them.
import { chat } from './chat';
import { moments } from './moments';
import { myRoom } from './my-room';
import { replay } from './replay';
import { room } from './room';
import { roomWork } from './room-work';

export const live = { ...room, ...chat, ...moments, ...myRoom, ...roomWork, ...replay };
