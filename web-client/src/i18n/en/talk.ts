// English: questions, hands, reactions, waterfalls, digest. It comes with them.
import { hand } from './hand';
import { question } from './question';
import { voice } from './voice';
import { waterfall } from './waterfall';

export const talk = {
  ...hand,
  ...question,
  ...voice,
  ...waterfall,
} as const;
