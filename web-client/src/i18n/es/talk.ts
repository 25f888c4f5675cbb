// Spanish: questions, hands, reactions, waterfalls, digest. It comes with them.
import type { talk as en } from '../en/talk';
import { hand } from './hand';
import { question } from './question';
import { voice } from './voice';
import { waterfall } from './waterfall';

export const talk: Record<keyof typeof en, string> = {
  ...hand,
  ...question,
  ...voice,
  ...waterfall,
};
