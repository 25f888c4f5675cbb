// Lines that were fetched join the view, and follow what changes.
import { create } from '@bufbuild/protobuf';
import { expect, test } from 'vitest';
import { Reaction } from '../protocol/convene/v1/chat_pb';
import { LineReactionsSchema } from '../protocol/convene/v1/view_pb';
import { change, channel, line, reaction, view } from '../testing/builders';
import { followed, withEarlier } from './earlier';

test('earlier lines stand before those that are held, each once', () => {
  const before = view({
    channels: [channel({ lines: [line('ln_3')], hasEarlier: true }), channel({ id: 'ch_2' })],
  });
  const after = withEarlier(before, 'ch_all', [line('ln_1'), line('ln_2'), line('ln_3')], false);
  const [plenary, other] = after.channels;
  expect(plenary?.lines.map(({ id }) => id)).toEqual(['ln_1', 'ln_2', 'ln_3']);
  expect(plenary?.hasEarlier).toBe(false);
  expect(other).toBe(before.channels[1]);
});

test('a changed line and its reactions replace what was fetched', () => {
  const lines = [line('ln_1'), line('ln_2')];
  const put = change({ case: 'linePut', value: line('ln_1', { text: 'Edited' }) });
  const value = create(LineReactionsSchema, {
    channelId: 'ch_all',
    lineId: 'ln_2',
    reactions: [reaction(Reaction.CLAP, 4)],
  });
  const after = [put, change({ case: 'lineReactions', value })].reduce<typeof lines>(
    (all, one) => [...followed(all, one)],
    lines,
  );
  expect(after).toMatchObject([{ text: 'Edited' }, { reactions: [{ count: 4 }] }]);
});

test('what does not concern them leaves them as they are', () => {
  const lines = [line('ln_1')];
  expect(followed(lines, change({ case: 'linePut', value: line('ln_9') }))).toBe(lines);
  expect(followed(lines, change({ case: 'personGone', value: 'per_1' }))).toBe(lines);
});
