// What staff are told of how well everything is kept.
import { create } from '@bufbuild/protobuf';
import { screen } from '@testing-library/react';
import { expect, test } from 'vitest';
import { StorageKind, StorageSchema } from '../protocol/convene/v1/api_pb';
import { renderInApp } from '../testing/render';
import { StorageNote } from './storage-note';

test.each([
  [StorageKind.EMBEDDED, 0, /disk of this server/],
  [StorageKind.REDIS, 0, /one Redis server/],
  [StorageKind.REDIS, 1, /2 Redis servers/],
])('%s with %s replicas', (kind, replicas, words) => {
  renderInApp(<StorageNote storage={create(StorageSchema, { kind, replicas })} />);
  expect(screen.getByText(words)).toBeTruthy();
});

test('a store that may lose something is a warning, with the reason', () => {
  const weaknesses = ['`appendfsync` is `everysec` on 127.0.0.1:6379'];
  renderInApp(<StorageNote storage={create(StorageSchema, { weaknesses })} />);
  expect(screen.getByText('This server may lose what people do')).toBeTruthy();
  expect(screen.getByText(/everysec/)).toBeTruthy();
});
