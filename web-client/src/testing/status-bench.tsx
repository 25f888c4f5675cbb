// The status screen beside a server whose answers a test changes, and a clock that it moves.
import { create } from '@bufbuild/protobuf';
import { act, screen, within } from '@testing-library/react';
import { vi } from 'vitest';
import { StatusScreen } from '../features/status/status-screen';
import type { NodeStatus, Status } from '../protocol/convene/v1/api_pb';
import {
  NodeStatusSchema,
  SaveTimesSchema,
  StatusSchema,
  StorageKind,
  StorageSchema,
} from '../protocol/convene/v1/api_pb';
import { ok, serve } from './fake-server';
import { renderInApp } from './render';

type Fields<Message> = Partial<Omit<Message, '$typeName' | '$unknown'>>;

export const START = new Date('2026-03-03T15:30:05');
const A_DAY_BEFORE = BigInt(START.getTime() - 24 * 60 * 60_000);

export function node(id: string, more: Fields<NodeStatus> = {}) {
  const usual = { version: '0.1.0', isReached: true, startedAtMs: A_DAY_BEFORE };
  return create(NodeStatusSchema, { id, ...usual, ...more });
}

/** Three servers, and all is well. */
export function status(more: Fields<Status> = {}) {
  return create(StatusSchema, {
    canSave: true,
    nodes: [node('a1b2c3d4e5f6'), node('b7'), node('c8')],
    storage: create(StorageSchema, { kind: StorageKind.REDIS, replicas: 1 }),
    openSessions: 2,
    connections: 1234,
    saveTimes: create(SaveTimesSchema, { saves: 1200, p50Us: 3140, p99Us: 12_000 }),
    ...more,
  });
}

export const pass = (ms: number) => act(() => vi.advanceTimersByTimeAsync(ms));
export const verdict = () => screen.getByRole('status').textContent ?? '';
export const rows = () => {
  return within(screen.getByRole('table', { name: /^Servers/ })).getAllByRole('row');
};

export async function openStatus(first: Fields<Status> = {}) {
  vi.useFakeTimers();
  vi.setSystemTime(START);
  let answer: () => unknown = ok(StatusSchema, status(first));
  const fetch = serve({ 'GET /api/status': () => answer() as Response });
  renderInApp(<StatusScreen />);
  await pass(0);
  return {
    fetch,
    /** From now on the server says this. */
    says(next: Fields<Status> = {}) {
      answer = ok(StatusSchema, status(next));
    },
    answers(next: () => unknown) {
      answer = next;
    },
  };
}
