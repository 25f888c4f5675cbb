// What people have written for rooms to bring back and not saved: kept through a reload.
import { useEffect, useMemo, useState } from 'react';
import { localStore } from '../../../../lib/storage';
import type { RoomResult } from '../../../../protocol/convene/v1/breakout_pb';
import { Drafts } from '../../../../session/drafts';
import { useRoom } from '../../room-context';

export interface ResultDraft {
  text: string;
  /** When that was written from which it began; '0': nothing was there. */
  baseMs: string;
}

/** By room: see `roomKey`. */
export type DraftsByRoom = Readonly<Record<string, ResultDraft>>;

export function roomKey(roundId: string, room: number): string {
  return `${roundId} ${room}`;
}

const KEY = 'results';

/** All in one place, so that those of rooms that one has left are found again. */
export class ResultDrafts {
  readonly #drafts: Drafts;

  constructor(drafts: Drafts) {
    this.#drafts = drafts;
  }

  all(): DraftsByRoom {
    try {
      return JSON.parse(this.#drafts.read(KEY));
    } catch {
      // Nothing there.
      return {};
    }
  }

  write(key: string, draft: ResultDraft | undefined): void {
    const { [key]: _, ...others } = this.all();
    const all = draft ? { ...others, [key]: draft } : others;
    this.#drafts.write(KEY, Object.keys(all).length > 0 ? JSON.stringify(all) : '');
  }
}

export function baseOf(result: RoomResult | undefined): string {
  return String(result?.atMs ?? 0);
}

/** What has been saved needs no draft. */
export function isSaved(draft: ResultDraft, result: RoomResult | undefined): boolean {
  return draft.text.trim() === (result?.text ?? '');
}

export function useResultDrafts(): ResultDrafts {
  const { sessionId } = useRoom();
  return useMemo(() => new ResultDrafts(new Drafts(localStore, sessionId)), [sessionId]);
}

/** `sent`: what was last asked to be saved from here. */
export function useResultDraft(key: string, result: RoomResult | undefined, sent?: string) {
  const drafts = useResultDrafts();
  const [draft, setDraft] = useState<ResultDraft | undefined>(() => drafts.all()[key]);
  const base = baseOf(result);
  const text = result?.text ?? '';
  /** Somebody has written something else since this draft was begun. */
  const overtaken =
    draft !== undefined && draft.baseMs !== base && !isSaved(draft, result) && sent !== text;

  function change(next: ResultDraft | undefined) {
    drafts.write(key, next);
    setDraft(next);
  }

  // What has come is what this draft says, or said a moment ago: it goes on from there.
  // biome-ignore lint/correctness/useExhaustiveDependencies: only what comes moves it.
  useEffect(() => {
    if (!draft || draft.baseMs === base || overtaken) return;
    change(draft.text === text ? undefined : { ...draft, baseMs: base });
  }, [base, text]);

  return {
    draft,
    overtaken,
    change,
    write: (words: string) => change({ text: words, baseMs: draft?.baseMs ?? base }),
  };
}
