// The English catalogue: every string that people read, by screen.
import { account } from './en/account';
import { chat } from './en/chat';
import { common } from './en/common';
import { errors } from './en/errors';
import { replay } from './en/replay';
import { room } from './en/room';
import { sessions } from './en/sessions';

export const en = {
  ...common,
  ...errors,
  ...account,
  ...sessions,
  ...room,
  ...chat,
  ...replay,
};

export type MessageKey = keyof typeof en;
