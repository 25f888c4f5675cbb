// Where we are in the replay, as a native slider with its time in words.
import type { KeyboardEvent } from 'react';
import { useState } from 'react';
import { clockText } from '../../i18n/dates';
import { useI18n } from '../../i18n/i18n-provider';
import { useStore } from '../../ui/use-store';
import type { ReplayPlayer } from './replay-player';

const STEP_MS = 10_000;
const PAGE_MS = 60_000;

export function SeekBar({ player }: { player: ReplayPlayer }) {
  const { t } = useI18n();
  const shownMs = useStore(player.store, (state) => bySecond(state.positionMs, player.durationMs));
  const [dragMs, setDragMs] = useState<number>();
  const positionMs = dragMs ?? shownMs;
  const position = clockText(positionMs);
  const total = clockText(player.durationMs);

  function handleKeyDown(event: KeyboardEvent) {
    const toMs = targetOf(event.key, player.store.get().positionMs, player.durationMs);
    if (toMs !== undefined) {
      event.preventDefault();
      void player.seek(toMs);
    } else if (event.key === ' ') {
      event.preventDefault();
      if (player.store.get().playing) player.pause();
      else player.play();
    }
  }

  function handleDragEnd() {
    setDragMs(undefined);
  }

  return (
    <div className="seek">
      <span className="numbers" aria-hidden="true">
        {position}
      </span>
      <input
        type="range"
        className="seek-bar"
        aria-label={t('replay.position')}
        aria-valuetext={t('replay.positionText', { position, total })}
        min={0}
        max={player.durationMs}
        step="any"
        value={positionMs}
        onChange={(event) => {
          const toMs = Number(event.target.value);
          setDragMs(toMs);
          void player.seek(toMs);
        }}
        onPointerUp={handleDragEnd}
        onBlur={handleDragEnd}
        onKeyDown={handleKeyDown}
      />
      <span className="numbers" aria-hidden="true">
        {total}
      </span>
    </div>
  );
}

/**
 * Once a second is enough for a clock, and spares the rest of the page. The end is the very end,
 * however much of a second it comes after.
 */
function bySecond(positionMs: number, durationMs: number): number {
  return positionMs >= durationMs ? durationMs : Math.floor(positionMs / 1000) * 1000;
}

/** Where a key goes, from a position. The end is the very end, not its last whole second. */
function targetOf(key: string, positionMs: number, durationMs: number): number | undefined {
  switch (key) {
    case 'ArrowLeft':
    case 'ArrowDown':
      return positionMs - STEP_MS;
    case 'ArrowRight':
    case 'ArrowUp':
      return positionMs + STEP_MS;
    case 'PageDown':
      return positionMs - PAGE_MS;
    case 'PageUp':
      return positionMs + PAGE_MS;
    case 'Home':
      return 0;
    case 'End':
      return durationMs;
    default:
      return undefined;
  }
}
