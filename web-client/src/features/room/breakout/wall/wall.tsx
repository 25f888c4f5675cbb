// All open rooms at a glance: those that need somebody first, and what to do for all of them.
import { useEffect, useId, useRef, useState } from 'react';
import { inLanguage } from '../../../../i18n/enum-words';
import { useI18n } from '../../../../i18n/i18n-provider';
import { folded } from '../../../../lib/folded';
import type { Round } from '../../../../protocol/convene/v1/breakout_pb';
import type { Engine } from '../../../../session/engine';
import { TextField } from '../../../../ui/field';
import { useDrawn } from '../../use-drawn';
import { RoomTimeLeft } from '../room-time-left';
import type { RoomsPanelProps } from '../rooms-panel-later';
import { usePeople } from '../use-people';
import { useRoomName } from '../use-rooms';
import { countsOf, useWall } from './use-wall';
import { WallCard } from './wall-card';
import { WallTools } from './wall-tools';
import { WithoutRoom } from './without-room';

interface WallProps extends Pick<RoomsPanelProps, 'onLook' | 'returnTo'> {
  engine: Engine;
  round: Round;
}

export function Wall({ engine, round, onLook, returnTo }: WallProps) {
  const { t, language } = useI18n();
  const titleId = useId();
  const nameOf = useRoomName();
  const { byId } = usePeople();
  const { rooms, hold } = useWall(round);
  const [query, setQuery] = useState('');
  const [said, setSaid] = useState('');
  const grid = useRef<HTMLUListElement>(null);
  const counts = countsOf(rooms);
  const wanted = folded(query.trim());
  const found = rooms.filter(({ room }) => {
    if (wanted === '') return true;
    const names = room.places.map(({ personId }) => byId.get(personId)?.name ?? '');
    return (
      String(room.number) === wanted || folded([nameOf(room), ...names].join('\n')).includes(wanted)
    );
  });
  const drawn = useDrawn(found.length);

  // Whoever looked into a room is back where they were.
  useEffect(() => {
    if (!returnTo) return;
    grid.current?.querySelector<HTMLElement>(`[data-look="${returnTo.room}"]`)?.focus();
  }, [returnTo]);

  return (
    <section className="wall" aria-labelledby={titleId}>
      <header className="wall-head">
        <h3 id={titleId} className="wall-title">
          {inLanguage(round.title, language).words}
        </h3>
        <RoomTimeLeft />
      </header>
      <p className="numbers" data-testid="wall-counts">
        {t('wall.counts', { rooms: rooms.length, ...counts })}
      </p>
      <WallTools engine={engine} round={round} />
      <WithoutRoom engine={engine} round={round} onSaid={setSaid} />
      {rooms.length > 6 && (
        <TextField label={t('wall.find')} free type="search" value={query} onChange={setQuery} />
      )}
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
            onLook={() => onLook(round.id, one.room.number)}
            onSaid={setSaid}
          />
        ))}
      </ul>
    </section>
  );
}
