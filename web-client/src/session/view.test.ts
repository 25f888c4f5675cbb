// The changes of a view, one row for each kind.
import { expect, test } from 'vitest';
import { ChannelKind } from '../protocol/convene/v1/chat_pb';
import { SessionState } from '../protocol/convene/v1/session_pb';
import { ANA, change, channel, line, ME, person, view } from '../testing/builders';
import { applyChange, linesOfLaw } from './view';

test('session replaces the session', () => {
  const session = { ...view().session, state: SessionState.ENDED } as never;
  const next = applyChange(view(), change({ case: 'session', value: session }));
  expect(next.session?.state).toBe(SessionState.ENDED);
});

test('person_put adds a person at the end, or replaces the one with this id', () => {
  const added = applyChange(
    view(),
    change({ case: 'personPut', value: person('per_new', 'Tom Becker') }),
  );
  expect(added.people.map(({ name }) => name)).toEqual(['Rosa Delgado', 'Ana Ruiz', 'Tom Becker']);
  const renamed = applyChange(added, change({ case: 'personPut', value: person(ME, 'Rosa D.') }));
  expect(renamed.people.map(({ name }) => name)).toEqual(['Rosa D.', 'Ana Ruiz', 'Tom Becker']);
});

test('person_gone takes the person out', () => {
  const next = applyChange(view(), change({ case: 'personGone', value: ANA }));
  expect(next.people.map(({ id }) => id)).toEqual([ME]);
});

test('channel_put adds a channel, or leaves the one with this id as it is', () => {
  const before = view({ channels: [channel({ lines: [line('ln_1')] })] });
  const put = (id: string) =>
    applyChange(before, change({ case: 'channelPut', value: channel({ id }) }));
  expect(put('ch_new').channels.map(({ id }) => id)).toEqual(['ch_all', 'ch_new']);
  expect(put('ch_all').channels[0]?.lines).toHaveLength(1);
});

test('line_added adds to its channel and touches no other', () => {
  const before = view({ channels: [channel(), channel({ id: 'ch_other' })] });
  const next = applyChange(before, change({ case: 'lineAdded', value: line('ln_1') }));
  expect(next.channels[0]?.lines.map(({ id }) => id)).toEqual(['ln_1']);
  expect(next.channels[1]).toBe(before.channels[1]);
  expect(next.people).toBe(before.people);
});

test.each([
  [ChannelKind.PLENARY, 200],
  [ChannelKind.FACILITATORS, 200],
  [ChannelKind.PRIVATE, 50],
])(
  'the law keeps of channel kind %i the last %i lines and says that there were more',
  (kind, max) => {
    const lines = Array.from({ length: max }, (_, index) => line(`ln_${index}`));
    const before = view({ channels: [channel({ kind, lines })] });
    const next = applyChange(
      before,
      change({ case: 'lineAdded', value: line('ln_x') }),
      linesOfLaw,
    );
    expect(next.channels[0]?.lines).toHaveLength(max);
    expect(next.channels[0]?.lines[0]?.id).toBe('ln_1');
    expect(next.channels[0]?.hasEarlier).toBe(true);
  },
);

test('a browser keeps more than the law asks', () => {
  const lines = Array.from({ length: 200 }, (_, index) => line(`ln_${index}`));
  const before = view({ channels: [channel({ lines })] });
  const next = applyChange(before, change({ case: 'lineAdded', value: line('ln_x') }));
  expect(next.channels[0]?.lines).toHaveLength(201);
  expect(next.channels[0]?.hasEarlier).toBe(false);
});

test('view replaces everything', () => {
  const other = view({ people: [], channels: [] });
  expect(applyChange(view(), change({ case: 'view', value: other }))).toBe(other);
});

test('a kind that this client does not know changes nothing', () => {
  const before = view();
  expect(applyChange(before, change({ case: undefined }))).toBe(before);
});
