// The changes of a view, one row for each kind.
import { create } from '@bufbuild/protobuf';
import { expect, test } from 'vitest';
import {
  ChannelKind,
  ChatRulesSchema,
  Reaction,
  ReviewState,
} from '../protocol/convene/v1/chat_pb';
import { Permission } from '../protocol/convene/v1/roster_pb';
import {
  PresenceCheckSchema,
  PresenceTallySchema,
  SessionState,
} from '../protocol/convene/v1/session_pb';
import { SpotlightSchema } from '../protocol/convene/v1/spotlight_pb';
import type { Change } from '../protocol/convene/v1/view_pb';
import {
  LineReactionsSchema,
  MyReactionSetSchema,
  PinnedSchema,
} from '../protocol/convene/v1/view_pb';
import {
  ANA,
  agenda,
  agendaItem,
  change,
  channel,
  line,
  ME,
  me,
  myReaction,
  now,
  outline,
  person,
  reaction,
  review,
  view,
} from '../testing/builders';
import { applyChange, linesOfLaw, REVIEWS_MAX } from './view';

const apply = (before: ReturnType<typeof view>, body: Change['change']) =>
  applyChange(before, change(body));

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
  [ChannelKind.PLENARY, 100],
  [ChannelKind.FACILITATORS, 100],
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

test('line_put replaces the line among the last ones and among the pinned', () => {
  const lines = [line('ln_1'), line('ln_2')];
  const before = view({ channels: [channel({ lines, pinned: [line('ln_2')] })] });
  const value = line('ln_2', { text: 'Mended', editedAtMs: 5n });
  const [next] = apply(before, { case: 'linePut', value }).channels;
  expect(next?.lines.map(({ text }) => text)).toEqual(['Text of ln_1', 'Mended']);
  expect(next?.pinned.map(({ text }) => text)).toEqual(['Mended']);
  expect(next?.lines[0]).toBe(before.channels[0]?.lines[0]);
});

test('line_put reaches a pinned line that is no longer among the last ones', () => {
  const before = view({ channels: [channel({ pinned: [line('ln_old')] })] });
  const value = line('ln_old', { text: 'Mended' });
  const [next] = apply(before, { case: 'linePut', value }).channels;
  expect(next?.pinned[0]?.text).toBe('Mended');
  expect(next?.lines).toHaveLength(0);
});

test('line_put of a line that is not held touches no channel', () => {
  const before = view({ channels: [channel({ lines: [line('ln_1')] }), channel({ id: 'ch_b' })] });
  const next = apply(before, { case: 'linePut', value: line('ln_2') });
  expect(next.channels[0]).toBe(before.channels[0]);
  expect(next.channels[1]).toBe(before.channels[1]);
});

test('line_reactions replaces the reactions of both copies of a line, and nothing else of it', () => {
  const held = line('ln_1', { reactions: [reaction(Reaction.HEART, 1)] });
  const before = view({ channels: [channel({ lines: [held], pinned: [held] })] });
  const value = create(LineReactionsSchema, {
    channelId: 'ch_all',
    lineId: 'ln_1',
    reactions: [reaction(Reaction.HEART, 2), reaction(Reaction.CLAP, 1)],
  });
  const [next] = apply(before, { case: 'lineReactions', value }).channels;
  const counts = [next?.lines[0], next?.pinned[0]].map((one) =>
    one?.reactions.map(({ count }) => count),
  );
  expect(counts).toEqual([
    [2, 1],
    [2, 1],
  ]);
  expect(next?.lines[0]?.text).toBe('Text of ln_1');
});

test('pinned replaces the pinned lines of its channel alone', () => {
  const before = view({
    channels: [
      channel({ pinned: [line('ln_1')] }),
      channel({ id: 'ch_b', pinned: [line('ln_b')] }),
    ],
  });
  const pinned = (lines: ReturnType<typeof line>[]) =>
    apply(before, {
      case: 'pinned',
      value: create(PinnedSchema, { channelId: 'ch_all', lines }),
    }).channels.map((one) => one.pinned.map(({ id }) => id));
  expect(pinned([line('ln_2'), line('ln_3')])).toEqual([['ln_2', 'ln_3'], ['ln_b']]);
  expect(pinned([])).toEqual([[], ['ln_b']]);
});

test('my_reaction adds a reaction once, and takes out that one alone', () => {
  const heart = myReaction('ln_1', Reaction.HEART);
  const clap = myReaction('ln_1', Reaction.CLAP);
  const set = (before: ReturnType<typeof view>, mine: typeof heart, on: boolean) =>
    apply(before, {
      case: 'myReaction',
      value: create(MyReactionSetSchema, { reaction: mine, on }),
    });
  const both = set(set(set(view(), heart, true), clap, true), heart, true);
  expect(both.myReactions).toEqual([heart, clap]);
  expect(set(both, heart, false).myReactions).toEqual([clap]);
  expect(set(both, myReaction('ln_2', Reaction.HEART), false).myReactions).toHaveLength(2);
});

test('review_put adds a review at the end, or replaces the one of this line', () => {
  const reported = review(line('ln_1'));
  const before = view({ reviews: [reported, review(line('ln_2'))] });
  const kept = review(line('ln_1'), { state: ReviewState.KEPT });
  const replaced = apply(before, { case: 'reviewPut', value: kept }).reviews;
  expect(replaced.map(({ state }) => state)).toEqual([ReviewState.KEPT, ReviewState.OPEN]);
  const added = apply(before, { case: 'reviewPut', value: review(line('ln_3')) }).reviews;
  expect(added.map((one) => one.line?.id)).toEqual(['ln_1', 'ln_2', 'ln_3']);
});

test('of reviews the last 200 are kept', () => {
  const reviews = Array.from({ length: REVIEWS_MAX }, (_, index) => review(line(`ln_${index}`)));
  const next = apply(view({ reviews }), { case: 'reviewPut', value: review(line('ln_x')) });
  expect(next.reviews).toHaveLength(200);
  expect(next.reviews[0]?.line?.id).toBe('ln_1');
  expect(next.reviews[199]?.line?.id).toBe('ln_x');
});

const FIRST = agendaItem('ag_1');
const WHOLE: Exclude<Change['change'], { case: undefined }>[] = [
  { case: 'chatRules', value: create(ChatRulesSchema, { slowModeS: 30, locked: true }) },
  { case: 'outline', value: outline(FIRST) },
  { case: 'agenda', value: agenda(FIRST) },
  { case: 'now', value: now(FIRST) },
  {
    case: 'spotlight',
    value: create(SpotlightSchema, { on: { case: 'line', value: line('ln_1') } }),
  },
  { case: 'check', value: create(PresenceCheckSchema, { check: 1 }) },
  { case: 'tally', value: create(PresenceTallySchema, { check: 1, confirmed: 4 }) },
  { case: 'me', value: me({ permission: Permission.FACILITATOR }) },
];

test.each(WHOLE)('$case replaces what the view has under this name, and nothing else', (body) => {
  const before = view();
  expect(apply(before, body)).toEqual({ ...before, [body.case]: body.value });
});

test('view replaces everything', () => {
  const other = view({ people: [], channels: [] });
  expect(applyChange(view(), change({ case: 'view', value: other }))).toBe(other);
});

test('a kind that this client does not know changes nothing', () => {
  const before = view();
  expect(applyChange(before, change({ case: undefined }))).toBe(before);
});
