// Play, seek, speed: as in every player, by keyboard as well as by hand.
import { useEffect } from 'react';
import { useI18n } from '../../i18n/i18n-provider';
import type { Chapter } from '../../protocol/convene/v1/in_session_pb';
import { Button } from '../../ui/button';
import { Notice } from '../../ui/notice';
import { useStore } from '../../ui/use-store';
import { ChapterSelect } from './chapter-select';
import type { ReplayPlayer } from './replay-player';
import { SPEEDS } from './replay-player';
import { SeekBar } from './seek-bar';

export const STEP_MS = 10_000;

interface PlayerBarProps {
  player: ReplayPlayer;
  chapters: Chapter[];
}

export function PlayerBar({ player, chapters }: PlayerBarProps) {
  const { t } = useI18n();
  const playing = useStore(player.store, (state) => state.playing);
  const speed = useStore(player.store, (state) => state.speed);
  const part = useStore(player.store, (state) => state.part);
  const atEnd = useStore(player.store, ({ positionMs }) => positionMs >= player.durationMs);
  usePlayerKeys(player);

  if (player.durationMs === 0) return <Notice>{t('replay.empty')}</Notice>;
  const playWords = playing ? 'replay.pause' : atEnd ? 'replay.again' : 'replay.play';
  return (
    <section className="player" aria-label={t('replay.player')}>
      {part === 'failed' && (
        <Notice
          tone="danger"
          actions={<Button onClick={() => player.retry()}>{t('tryAgain')}</Button>}
        >
          {t('replay.failed')}
        </Notice>
      )}
      <SeekBar player={player} />
      <div className="player-rows">
        <div className="player-row">
          <Button kind="primary" className="player-play" onClick={() => toggle(player)}>
            <PlayIcon playing={playing} />
            {t(playWords)}
          </Button>
          <div className="player-steps">
            <Button aria-label={t('replay.back10')} onClick={() => step(player, -STEP_MS)}>
              −10
            </Button>
            <Button aria-label={t('replay.forward10')} onClick={() => step(player, STEP_MS)}>
              +10
            </Button>
          </div>
        </div>
        <div className="player-row">
          <label className="player-choice">
            <span>{t('replay.speed')}</span>
            <select
              className="input"
              value={speed}
              onChange={(event) => player.setSpeed(Number(event.target.value))}
            >
              {SPEEDS.map((value) => (
                <option key={value} value={value}>
                  {value}×
                </option>
              ))}
            </select>
          </label>
          <ChapterSelect player={player} chapters={chapters} />
        </div>
        <p className="player-part" role="status">
          {part === 'stalled' && <span className="late">{t('replay.buffering')}</span>}
        </p>
      </div>
      <p className="player-keys muted">{t('replay.keys')}</p>
    </section>
  );
}

export function toggle(player: ReplayPlayer): void {
  if (player.store.get().playing) player.pause();
  else player.play();
}

export function step(player: ReplayPlayer, ms: number): void {
  void player.seek(player.store.get().positionMs + ms);
}

/** Wherever the focus is, unless the key means something there. */
function usePlayerKeys(player: ReplayPlayer): void {
  useEffect(() => {
    function handleKey(event: KeyboardEvent) {
      if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return;
      const { target } = event;
      if (target instanceof Element && target.closest('input, select, textarea, dialog')) return;
      const onControl = target instanceof Element && target.closest('button, a, [role="tab"]');
      if (event.key === ' ' && !onControl) toggle(player);
      else if (event.key === 'ArrowLeft' && !onControl) step(player, -STEP_MS);
      else if (event.key === 'ArrowRight' && !onControl) step(player, STEP_MS);
      else return;
      event.preventDefault();
    }
    document.addEventListener('keydown', handleKey);
    return () => document.removeEventListener('keydown', handleKey);
  }, [player]);
}

function PlayIcon({ playing }: { playing: boolean }) {
  return (
    <svg className="icon" viewBox="0 0 16 16" aria-hidden="true" focusable="false">
      <path d={playing ? 'M4 3h3v10H4zM9 3h3v10H9z' : 'M5 3l8 5-8 5z'} fill="currentColor" />
    </svg>
  );
}
