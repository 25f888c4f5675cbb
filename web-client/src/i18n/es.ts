// The Spanish catalogue: every string that people read, by screen.

import type { MessageKey } from './en';
import { account } from './es/account';
import { chat } from './es/chat';
import { common } from './es/common';
import { errors } from './es/errors';
import { replay } from './es/replay';
import { room } from './es/room';
import { sessions } from './es/sessions';

export const es: Record<MessageKey, string> = {
  ...common,
  ...errors,
  ...account,
  ...sessions,
  ...room,
  ...chat,
  ...replay,
};
