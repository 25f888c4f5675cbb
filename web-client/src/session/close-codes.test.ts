// The table of close codes.
import { expect, test } from 'vitest';
import { afterClose } from './close-codes';

test.each([
  [1000, { kind: 'reconnect' }],
  [1001, { kind: 'reconnect' }],
  [1006, { kind: 'reconnect' }],
  [4000, { kind: 'reconnect' }],
  [4001, { kind: 'reconnect' }],
  [4002, { kind: 'reconnect' }],
  [4003, { kind: 'reconnect' }],
  [4499, { kind: 'reconnect' }],
  [4500, { kind: 'end', reason: 'protocol' }],
  [4501, { kind: 'new-ticket' }],
  [4502, { kind: 'end', reason: 'removed' }],
  [4503, { kind: 'end', reason: 'signed-out' }],
  [4504, { kind: 'end', reason: 'unsupported' }],
  [4505, { kind: 'end', reason: 'too-large' }],
  [4506, { kind: 'end', reason: 'flooding' }],
  [4507, { kind: 'end', reason: 'replaced' }],
  [4999, { kind: 'end', reason: 'protocol' }],
])('close code %i', (code, expected) => {
  expect(afterClose(code)).toEqual(expected);
});
