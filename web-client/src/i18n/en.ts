// The English catalogue: every string that people read, by screen.
import { account } from './en/account';
import type { agenda } from './en/agenda';
import type { board } from './en/board';
import type { boardDesk } from './en/board-desk';
import type { breakout } from './en/breakout';
import type { canvas } from './en/canvas';
import type { check } from './en/check';
import { common } from './en/common';
import { errors } from './en/errors';
import type { live } from './en/live';
import type { poll } from './en/poll';
import type { pollDesk } from './en/poll-desk';
import type { roster } from './en/roster';
import { sessions } from './en/sessions';
import type { status } from './en/status';
import type { talk } from './en/talk';

export const en = {
  ...common,
  ...errors,
  ...account,
  ...sessions,
};

/** Words that come with the screens that need them: see `withWords`. */
type LaterKey =
  | keyof typeof live
  | keyof typeof talk
  | keyof typeof agenda
  | keyof typeof board
  | keyof typeof boardDesk
  | keyof typeof breakout
  | keyof typeof canvas
  | keyof typeof poll
  | keyof typeof pollDesk
  | keyof typeof roster
  | keyof typeof check
  | keyof typeof status;

export type MessageKey = keyof typeof en | LaterKey;
