// What a status means, the worst first.
import type { MessageInitShape } from '@bufbuild/protobuf';
import { create } from '@bufbuild/protobuf';
import { expect, test } from 'vitest';
import { StatusSchema } from '../../protocol/convene/v1/api_pb';
import { findings, LOSS_ALARMS_MS } from './findings';

const NOW_MS = 1_800_000_000_000;
const LONG_AGO = BigInt(NOW_MS - LOSS_ALARMS_MS);

const node = (id: string, more = {}) => ({ id, version: '0.1.0', isReached: true, ...more });

function said(more: MessageInitShape<typeof StatusSchema>) {
  const well = { canSave: true, nodes: [node('a'), node('b'), node('c')] };
  const status = create(StatusSchema, { ...well, ...more });
  return findings(status, NOW_MS).map(({ tone, sentence }) => `${tone} ${sentence}`);
}

test.each<[string, MessageInitShape<typeof StatusSchema>, string[]]>([
  ['nothing wrong', {}, ['fine status.fine']],
  ['nothing can be saved', { canSave: false }, ['alarm status.unsaved']],
  [
    'a server that is not reached',
    { nodes: [node('a'), node('b', { isReached: false })] },
    ['attention status.unreached'],
  ],
  [
    'two versions: why some are outdated needs no second sentence',
    { nodes: [node('a', { version: '0.2.0' }), node('b', { isOutdated: true })] },
    ['attention status.versions'],
  ],
  [
    'a server that has stopped does not run side by side',
    { nodes: [node('a', { version: '0.2.0' }), node('b', { isReached: false })] },
    ['attention status.unreached'],
  ],
  [
    'one that does not say its version, and is outdated',
    { nodes: [node('a'), node('b', { version: '', isOutdated: true })] },
    ['attention status.outdated'],
  ],
  ['a careless store', { storage: { weaknesses: ['why'] } }, ['attention status.unsafe']],
  ['a save of a second', { saveTimes: { saves: 9, p99Us: 1_000_000 } }, ['fine status.fine']],
  ['saves above it', { saveTimes: { saves: 9, p99Us: 1_000_001 } }, ['attention status.slow']],
  [
    'a loss within the last day',
    { losses: [{ noticedAtMs: LONG_AGO }, { noticedAtMs: LONG_AGO + 1n }] },
    ['alarm status.lost'],
  ],
  [
    'an old loss is not hidden by what is well',
    { losses: [{ noticedAtMs: LONG_AGO }] },
    ['fine status.fine', 'fine status.lostBefore'],
  ],
  [
    'all at once',
    {
      canSave: false,
      nodes: [node('a'), node('b', { isReached: false }), node('c', { version: '0.2.0' })],
      losses: [{ noticedAtMs: BigInt(NOW_MS) }],
    },
    ['alarm status.unsaved', 'alarm status.lost', 'attention status.unreached'].concat(
      'attention status.versions',
    ),
  ],
])('%s', (_, status, expected) => {
  expect(said(status)).toEqual(expected);
});
