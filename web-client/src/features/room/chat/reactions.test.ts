// Reactions as counted by the server, with mine as I want them.
import { expect, test } from 'vitest';
import { Reaction } from '../../../protocol/convene/v1/chat_pb';
import type { Pending } from '../../../session/outbox';
import { myReaction, reaction } from '../../../testing/builders';
import { react } from '../commands';
import { isIn, masksOf, shownReactions, wantedMasks } from './reactions';

const { HEART, CLAP } = Reaction;

function pending(on: boolean, state: Pending['state'] = 'sending'): Pending {
  const body = react('ln_1', HEART, on);
  return { key: 'k', n: 1, body, state, atMs: 0, everSent: true, retries: 0, notBeforeMs: 0 };
}

const masks = masksOf([myReaction('ln_1', CLAP)]);

test.each([
  ['nothing asked', [], false, 2],
  ['asked for', [pending(true)], true, 3],
  ['asked for and refused', [pending(true, 'failed')], false, 2],
  ['asked for and taken back', [pending(true), pending(false)], false, 2],
])('%s', (_, asked, mine, count) => {
  const wanted = wantedMasks(masks, asked);
  expect(isIn(wanted.get('ln_1') ?? 0, HEART)).toBe(mine);
  const shown = shownReactions(
    [reaction(HEART, 2), reaction(CLAP, 1)],
    masks.get('ln_1') ?? 0,
    wanted.get('ln_1') ?? 0,
  );
  expect(shown.map((one) => [one.reaction, one.count, one.mine])).toEqual([
    [HEART, count, mine],
    [CLAP, 1, true],
  ]);
});

test('what is told and wanted alike is not counted twice, and zero is not shown', () => {
  const mine = masksOf([myReaction('ln_1', HEART)]).get('ln_1') ?? 0;
  expect(shownReactions([reaction(HEART, 1)], mine, mine)).toMatchObject([{ count: 1 }]);
  expect(shownReactions([reaction(HEART, 1)], mine, 0)).toEqual([]);
});
