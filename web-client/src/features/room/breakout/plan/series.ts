// Several rounds of one template: planned, saved and linked one after the other, and followed.
import { asApiError } from '../../../../api/api-error';
import type { MessageKey } from '../../../../i18n/en';
import { errorKey } from '../../../../i18n/error-words';
import { Store } from '../../../../lib/store';
import type { Round } from '../../../../protocol/convene/v1/breakout_pb';
import { ErrorCode } from '../../../../protocol/convene/v1/error_pb';
import type { Text } from '../../../../protocol/convene/v1/session_pb';
import type { CommandBody } from '../../../../session/conversations';
import type { Engine } from '../../../../session/engine';
import { isOpen } from '../../../../session/outbox';
import { putRound } from '../room-commands';
import { planRound } from './plan-round';
import { withSpec } from './plan-values';

export interface SeriesPlan {
  /** As the template has them, and as they were changed. */
  rounds: readonly Round[];
  /** Of each, the one that it derives from, from 0. */
  from: readonly (number | undefined)[];
  chained: boolean;
  personIds: readonly string[];
}

export interface SeriesProgress {
  plan: SeriesPlan;
  /** Of those that are saved. */
  ids: readonly string[];
  /** How many know which one opens after them. */
  linked: number;
  state: 'running' | 'done' | 'failed';
  why: MessageKey | undefined;
}

/** One after the other, in one session. It goes on while nobody looks, and is found again. */
export class Series {
  readonly store = new Store<SeriesProgress | undefined>(undefined);
  readonly #engine: Engine;
  readonly #sessionId: string;

  constructor(engine: Engine, sessionId: string) {
    this.#engine = engine;
    this.#sessionId = sessionId;
  }

  begin(plan: SeriesPlan): Promise<void> {
    return this.#run({ plan, ids: [], linked: 0, state: 'running', why: undefined });
  }

  /** What is there already stays. */
  goOn(): Promise<void> {
    const progress = this.store.get();
    if (progress?.state !== 'failed') return Promise.resolve();
    return this.#run({ ...progress, state: 'running', why: undefined });
  }

  forget(): void {
    if (this.store.get()?.state !== 'running') this.store.set(undefined);
  }

  async #run(from: SeriesProgress): Promise<void> {
    let progress = from;
    this.store.set(progress);
    const step = (changes: Partial<SeriesProgress>) => {
      progress = { ...progress, ...changes };
      this.store.set(progress);
    };
    const { plan } = from;
    try {
      while (progress.ids.length < plan.rounds.length) {
        step({ ids: [...progress.ids, await this.#make(plan, progress.ids)] });
      }
      while (plan.chained && progress.linked < plan.rounds.length - 1) {
        await this.#link(progress.ids, progress.linked);
        step({ linked: progress.linked + 1 });
      }
      step({ state: 'done' });
    } catch (caught) {
      step({ state: 'failed', why: whyOf(caught) });
    }
  }

  async #make(plan: SeriesPlan, ids: readonly string[]): Promise<string> {
    const index = ids.length;
    const round = plan.rounds[index] as Round;
    const from = plan.from[index];
    const derived = from === undefined ? round : withSpec(round, { fromRoundId: ids[from] ?? '' });
    const personIds = [...plan.personIds];
    const body = { spec: derived.spec, seed: index + 1, personIds };
    const { rooms } = await planRound(this.#sessionId, body);
    const before = new Set(this.#rounds().map(({ id }) => id));
    await ask(this.#engine, putRound({ ...derived, rooms }));
    const made = this.#rounds().find((one) => !before.has(one.id) && same(one.title, round.title));
    if (!made) throw new Refused(ErrorCode.RETRY_LATER);
    return made.id;
  }

  async #link(ids: readonly string[], index: number): Promise<void> {
    const round = this.#rounds().find(({ id }) => id === ids[index]);
    // Somebody may have taken it out meanwhile: then there is nothing to link.
    if (round) await ask(this.#engine, putRound({ ...round, nextRoundId: ids[index + 1] ?? '' }));
  }

  #rounds(): readonly Round[] {
    return this.#engine.store.get().view?.rounds ?? [];
  }
}

class Refused extends Error {
  readonly code: ErrorCode;

  constructor(code: ErrorCode) {
    super('refused');
    this.code = code;
  }
}

/** Resolves when it has happened; its refusal is told here, and nowhere else a second time. */
function ask(engine: Engine, body: CommandBody): Promise<void> {
  const key = engine.send(body);
  return new Promise((resolve, reject) => {
    const look = () => {
      const item = engine.store.get().pending.find((one) => one.key === key);
      if (item && isOpen(item)) return;
      stop();
      if (!item) return resolve();
      engine.discard(key);
      reject(new Refused(item.code ?? ErrorCode.UNSPECIFIED));
    };
    const stop = engine.store.subscribe(look);
    look();
  });
}

function whyOf(caught: unknown): MessageKey {
  if (caught instanceof Refused) return errorKey(caught.code);
  const { status, code } = asApiError(caught);
  return status === 0 ? 'offline.body' : errorKey(code);
}

function same(one: Text | undefined, other: Text | undefined): boolean {
  return one?.en === other?.en && one?.es === other?.es;
}

const RUNNING = new WeakMap<Engine, Series>();

/** The series of this session: whoever leaves the rooms and comes back finds it. */
export function seriesOf(engine: Engine, sessionId: string): Series {
  const known = RUNNING.get(engine) ?? new Series(engine, sessionId);
  RUNNING.set(engine, known);
  return known;
}
