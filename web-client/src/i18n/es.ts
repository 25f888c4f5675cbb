// The Spanish catalogue: every string that people read, by screen.

import type { en } from './en';
import { account } from './es/account';
import { common } from './es/common';
import { errors } from './es/errors';
import { sessions } from './es/sessions';

export const es: Record<keyof typeof en, string> = {
  ...common,
  ...errors,
  ...account,
  ...sessions,
};
