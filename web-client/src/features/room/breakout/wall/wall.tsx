// All open rooms at a glance: those that need somebody first, and what to do for all of them.
import { useEffect, useId, useRef, useState } from 'react';
import { inLanguage } from '../../../../i18n/enum-words';
import { useI18n } from '../../../../i18n/i18n-provider';
import type { Round } from '../../../../protocol/convene/v1/breakout_pb';
import type { Engine } from '../../../../session/engine';
import { TextField } from '../../../../ui/field';
import { useMyId, useRoomState } from '../../room-context';
import { useDrawn } from '../../use-drawn';
import { RoomTimeLeft } from '../room-time-left';
import { eitherOf } from '../room-words';
import type { RoomsPanelProps } from '../rooms-panel-later';
import { useKeptFocus } from '../use-kept-focus';
import { useOpenRound } from '../use-rooms';
import { ChosenBar } from './chosen-bar';
import { countsOf, useWall } from './use-wall';
import { useChosenRooms, useWallFilter } from './use-wall-filter';
import { WallCard } from './wall-card';
import { WallTools } from './wall-tools';
import { WithoutRoom } from './without-room';

/** So many conversations fit side by side. */
const LOOKS_MAX = 4;

interface WallProps extends Pick<RoomsPanelProps, 'onLook' | 'returnTo' | 'onClose'> {
  engine: Engine;
  round: Round;
}

export function Wall({ engine, round, onLook, returnTo, onClose }: WallProps) {
  const { t, language } = useI18n();
  const titleId = useId();
  const meId = useMyId();
  const { rooms, hold } = useWall(round);
  const filter = useWallFilter(rooms);
  const { chosen, choose, clear } = useChosenRooms(rooms);
  const [said, setSaid] = useState('');
  const grid = useRef<HTMLUListElement>(null);
  const kept = useKeptFocus();
  const { found } = filter;
  const drawn = useDrawn(found.length);
  const open = round.rooms.filter(
    ({ number, barredIds }) => chosen.includes(number) && !barredIds.includes(meId),
  );
  const looks = open.length > 0 && open.length <= LOOKS_MAX;

  // Whoever looked into a room is back where they were.
  useEffect(() => {
    if (!returnTo) return;
    grid.current?.querySelector<HTMLElement>(`[data-look="${returnTo.room}"]`)?.focus();
  }, [returnTo]);

  return (
    <section
      ref={kept.frame}
      className="wall"
      aria-labelledby={titleId}
      onFocus={kept.onFocus}
      onBlur={kept.onBlur}
    >
      <header className="wall-head">
        <h3 ref={kept.title} id={titleId} className="wall-title" tabIndex={-1}>
          {inLanguage(round.title, language).words}
        </h3>
        <RoomTimeLeft />
      </header>
      <p className="numbers" data-testid="wall-counts">
        {t('wall.counts', countsOf(rooms))}
      </p>
      {round.candid && <p className="muted">{t('plan.candid.help')}</p>}
      <WhatFollows round={round} />
      <WallTools engine={engine} round={round} onSaid={setSaid} />
      <WithoutRoom engine={engine} round={round} onSaid={setSaid} />
      {rooms.length > 6 && (
        <TextField
          label={t('wall.find')}
          free
          type="search"
          value={filter.query}
          onChange={filter.setQuery}
        />
      )}
      {filter.mine > 0 && (
        <label className="choice">
          <input
            type="checkbox"
            checked={filter.mineOnly}
            onChange={({ target }) => filter.setMineOnly(target.checked)}
          />
          {t('wall.mine', { count: filter.mine })}
        </label>
      )}
      <ChosenBar
        engine={engine}
        round={round}
        rooms={chosen}
        onLook={
          looks
            ? () =>
                onLook(
                  round.id,
                  open.map(({ number }) => number),
                )
            : undefined
        }
        onClear={clear}
      />
      <p className="visually-hidden" role="status">
        {said}
      </p>
      {found.length === 0 && <p className="muted">{t('wall.noneFound')}</p>}
      <ul
        ref={grid}
        className="wall-grid"
        aria-label={t('wall.rooms')}
        onFocus={() => hold(true)}
        onBlur={({ currentTarget, relatedTarget }) => {
          if (!currentTarget.contains(relatedTarget)) hold(false);
        }}
      >
        {found.slice(0, drawn).map((one) => (
          <WallCard
            key={one.room.number}
            engine={engine}
            round={round}
            stands={one}
            chosen={chosen.includes(one.room.number)}
            onChoose={(on) => choose(one.room.number, on)}
            onLook={() => onLook(round.id, [one.room.number])}
            onBoard={onClose}
            onSaid={setSaid}
          />
        ))}
      </ul>
    </section>
  );
}

/** Whoever closes the rooms early must know that then nothing follows. */
function WhatFollows({ round: { nextRoundId, endsAtMs } }: { round: Round }) {
  const { t, language } = useI18n();
  const promised = useOpenRound()?.hasNext === true;
  const next = useRoomState(({ view }) => view?.rounds.find(({ id }) => id === nextRoundId));
  if (!promised || !next || endsAtMs === 0n) return null;
  return <p className="muted">{t('wall.next', { title: eitherOf(next.title, language).words })}</p>;
}
