// Small pieces of polls for tests: name what matters, the rest is made up.
import type { MessageInitShape } from '@bufbuild/protobuf';
import { create } from '@bufbuild/protobuf';
import {
  MyBallotSchema,
  PollItemSchema,
  PollPrivacy,
  PollResults,
  PollSchema,
  RunResultsSchema,
  RunSchema,
} from '../protocol/convene/v1/poll_pb';

type Item = MessageInitShape<typeof PollItemSchema>;
type ItemKind = Item['kind'];

export const words = (en: string, es = '') => ({ en, es });

export function pollItem(id: number, kind: ItemKind, more: Item = {}) {
  const init = {
    id,
    question: words(`Question ${id}`, `Pregunta ${id}`),
    kind,
    ...(more as object),
  };
  return create(PollItemSchema, init);
}

export function choice(id: number, options: readonly string[], more: object = {}, rest: Item = {}) {
  const value = { options: options.map((en) => words(en)), picksMax: 1, ...more };
  return pollItem(id, { case: 'choice', value }, rest);
}

export function scale(id: number, points = 5, more: object = {}, rest: Item = {}) {
  const value = { points, low: words('Not at all'), high: words('Very'), ...more };
  return pollItem(id, { case: 'scale', value }, rest);
}

export function poll(
  id: string,
  items: readonly Item[],
  more: MessageInitShape<typeof PollSchema> = {},
) {
  return create(PollSchema, {
    id,
    revision: 1,
    title: words(`Poll ${id}`, `Encuesta ${id}`),
    items: [...items],
    privacy: PollPrivacy.NAMED,
    results: PollResults.REVEALED,
    ...(more as object),
  });
}

/** Open in the plenary since now, unless told otherwise. */
export function run(
  id: string,
  of: ReturnType<typeof poll>,
  more: MessageInitShape<typeof RunSchema> = {},
) {
  const openedAtMs = BigInt(Date.now());
  return create(RunSchema, { id, poll: of, number: 1, openedAtMs, ...(more as object) });
}

export function runResults(runId: string, more: MessageInitShape<typeof RunResultsSchema> = {}) {
  return create(RunResultsSchema, { runId, answered: 9, eligible: 12, ...(more as object) });
}

export function ballot(runId: string, more: MessageInitShape<typeof MyBallotSchema> = {}) {
  return create(MyBallotSchema, { runId, atMs: BigInt(Date.now()), ...(more as object) });
}
