// Answers fetch in tests, by method and path.
import type { DescMessage, MessageInitShape } from '@bufbuild/protobuf';
import { create, toJsonString } from '@bufbuild/protobuf';
import { vi } from 'vitest';
import type { ErrorCode } from '../protocol/convene/v1/error_pb';
import { ProblemSchema } from '../protocol/convene/v1/error_pb';

type Answer = () => Response;

/** `"POST /api/sign-in"` → answer. What is not listed is not found. */
export function serve(answers: Record<string, Answer>) {
  const fetch = vi.fn(async (path: string, init: RequestInit) => {
    const answer = answers[`${init.method} ${path}`];
    return answer ? answer() : new Response('', { status: 404 });
  });
  vi.stubGlobal('fetch', fetch);
  return fetch;
}

export function ok<Desc extends DescMessage>(schema: Desc, init: MessageInitShape<Desc>): Answer {
  return () => new Response(toJsonString(schema, create(schema, init)));
}

export function problem(status: number, code: ErrorCode, field = ''): Answer {
  const body = create(ProblemSchema, { code, field, detail: 'For developers.' });
  return () => new Response(toJsonString(ProblemSchema, body), { status });
}
