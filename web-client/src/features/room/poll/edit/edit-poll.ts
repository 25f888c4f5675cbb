// Makes and changes polls before they are saved. Nothing here knows the server.
import { create } from '@bufbuild/protobuf';
import type { Poll, PollItem } from '../../../../protocol/convene/v1/poll_pb';
import {
  PollForm,
  PollItemSchema,
  PollPrivacy,
  PollResults,
  PollSchema,
} from '../../../../protocol/convene/v1/poll_pb';
import type { Text } from '../../../../protocol/convene/v1/session_pb';
import type { ItemCase } from '../poll-words';

export const ITEMS_MAX = 20;
const ITEM_ID_MAX = 1000;

const BLANK = { en: '', es: '' };

export function newPoll(form: PollForm, stepId: string): Poll {
  const poll = create(PollSchema, {
    form,
    stepId,
    title: BLANK,
    privacy: PollPrivacy.CONFIDENTIAL,
    results: PollResults.REVEALED,
    once: form === PollForm.EXIT_TICKET,
  });
  return addItem(poll, form === PollForm.EXIT_TICKET ? 'scale' : 'choice');
}

const KINDS: Record<ItemCase, () => PollItem['kind']> = {
  choice: () => kind({ case: 'choice', value: { options: [BLANK, BLANK], picksMax: 1 } }),
  scale: () => kind({ case: 'scale', value: { points: 5, low: BLANK, high: BLANK } }),
  ranking: () => kind({ case: 'ranking', value: { options: [BLANK, BLANK] } }),
  points: () => kind({ case: 'points', value: { options: [BLANK, BLANK], total: 10 } }),
  number: () => kind({ case: 'number', value: { minMilli: 0n, maxMilli: 100_000n, unit: BLANK } }),
  words: () => kind({ case: 'words', value: { wordsMax: 3 } }),
  open: () => kind({ case: 'open', value: { charsMax: 500 } }),
};

function kind(init: NonNullable<Parameters<typeof create<typeof PollItemSchema>>[1]>['kind']) {
  return create(PollItemSchema, { kind: init }).kind;
}

/** Never one that has been used: runs before this revision know items by their ids. */
export function nextId(items: readonly PollItem[]): number {
  const next = items.reduce((max, { id }) => Math.max(max, id), 0) + 1;
  if (next <= ITEM_ID_MAX) return next;
  const used = new Set(items.map(({ id }) => id));
  return Array.from({ length: ITEM_ID_MAX }, (_, at) => at + 1).find((id) => !used.has(id)) ?? 0;
}

export function addItem(poll: Poll, of: ItemCase): Poll {
  const item = create(PollItemSchema, {
    id: nextId(poll.items),
    question: BLANK,
    kind: KINDS[of](),
  });
  return { ...poll, items: [...poll.items, item] };
}

export function changeItem(poll: Poll, at: number, changes: Partial<PollItem>): Poll {
  return {
    ...poll,
    items: poll.items.map((item, place) => (place === at ? { ...item, ...changes } : item)),
  };
}

export function moveItem(poll: Poll, at: number, by: -1 | 1): Poll {
  const items = [...poll.items];
  const [item] = items.splice(at, 1);
  if (item) items.splice(at + by, 0, item);
  return { ...poll, items };
}

export function removeItem(poll: Poll, at: number): Poll {
  return { ...poll, items: poll.items.filter((_, place) => place !== at) };
}

/** Another kind keeps the options, where it has any. */
export function withKind(item: PollItem, of: ItemCase): PollItem {
  const options = optionsOf(item.kind);
  const next = KINDS[of]();
  return { ...item, kind: options ? withOptions(next, options) : next };
}

export function optionsOf(of: PollItem['kind']): readonly Text[] | undefined {
  if (of.case === 'choice' || of.case === 'ranking' || of.case === 'points') {
    return of.value.options;
  }
  return undefined;
}

export function withOptions(of: PollItem['kind'], options: readonly Text[]): PollItem['kind'] {
  const max = optionsMax(of.case);
  const some = options.slice(0, max);
  if (of.case === 'choice') return { ...of, value: { ...of.value, options: some } };
  if (of.case === 'ranking') return { ...of, value: { ...of.value, options: some } };
  if (of.case === 'points') return { ...of, value: { ...of.value, options: some } };
  return of;
}

/** What is right moves with the option. */
export function withoutOption(of: PollItem['kind'], at: number): PollItem['kind'] {
  const next = withOptions(of, optionsOf(of)?.filter((_, place) => place !== at) ?? []);
  if (next.case !== 'choice') return next;
  const correct = next.value.correct
    .filter((one) => one !== at)
    .map((one) => (one > at ? one - 1 : one));
  return { ...next, value: { ...next.value, correct } };
}

export function optionsMax(of: PollItem['kind']['case']): number {
  return of === 'choice' ? 20 : 10;
}
