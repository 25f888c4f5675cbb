// Facilitators choose which rooms report to everyone, in which order, and how long each has.
import { create } from '@bufbuild/protobuf';
import { useEffect, useId, useMemo, useRef, useState } from 'react';
import { useI18n } from '../../../../i18n/i18n-provider';
import type { RoomOutcome, RoundResults } from '../../../../protocol/convene/v1/breakout_pb';
import { RoomOutcomeSchema } from '../../../../protocol/convene/v1/breakout_pb';
import type { Engine } from '../../../../session/engine';
import { Button } from '../../../../ui/button';
import { Dialog } from '../../../../ui/dialog';
import { SelectField, TextField } from '../../../../ui/field';
import { useRoomState } from '../../room-context';
import { useDrawn } from '../../use-drawn';
import { setReports } from '../room-commands';
import { useRoomName } from '../use-rooms';
import { moved, TURNS_MAX, toggled } from './report-order';
import { matching } from './results-order';

const SECONDS = [30, 60, 90, 120];
const UNSEARCHED_MAX = 8;

interface ReportsDialogProps {
  engine: Engine;
  results: RoundResults;
  onClose: () => void;
}

export function ReportsDialog({ engine, results, onClose }: ReportsDialogProps) {
  const { t } = useI18n();
  const nameOf = useRoomName();
  const [order, setOrder] = useState<readonly number[]>([]);
  const [seconds, setSeconds] = useState(60);
  const [said, setSaid] = useState('');
  const rooms = useRoomsToReport(results);
  const byNumber = new Map(rooms.map((room) => [room.number, room]));
  const name = (number: number) => nameOf(byNumber.get(number) ?? { number });
  const first = order[0];

  function handleStart() {
    if (first === undefined) return setSaid(t('reports.none'));
    engine.send(setReports({ roundId: results.roundId, rooms: [...order], seconds, now: 1 }));
    onClose();
  }

  function handleMove(room: number, by: -1 | 1) {
    const next = moved(order, room, by);
    setOrder(next);
    setSaid(
      t('reports.moved', {
        room: name(room),
        place: next.indexOf(room) + 1,
        count: next.length,
      }),
    );
  }

  return (
    <Dialog
      title={t('reports.start')}
      className="dialog-tall"
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>{t('cancel')}</Button>
          <Button kind="primary" onClick={handleStart}>
            {first === undefined ? t('reports.go') : t('reports.goWith', { room: name(first) })}
          </Button>
        </>
      }
    >
      <p className="muted">{t('reports.lead')}</p>
      <SelectField
        label={t('reports.seconds')}
        free
        value={String(seconds)}
        onChange={(value) => setSeconds(Number(value))}
      >
        {SECONDS.map((value) => (
          <option key={value} value={value}>
            {t('reports.secondsOf', { seconds: value })}
          </option>
        ))}
      </SelectField>
      <p role="status" data-testid="reports-said">
        {said}
      </p>
      {order.length > 0 && <OrderList order={order} name={name} onMove={handleMove} />}
      <RoomPicks
        rooms={rooms}
        order={order}
        onToggle={(room) => setOrder(toggled(order, room))}
        onAll={() => setOrder(results.rooms.slice(0, TURNS_MAX).map(({ number }) => number))}
      />
    </Dialog>
  );
}

/** Those that brought something, then the others of the round. */
function useRoomsToReport({ roundId, rooms }: RoundResults): readonly RoomOutcome[] {
  const round = useRoomState(({ view }) => view?.rounds.find(({ id }) => id === roundId));
  return useMemo(() => {
    const some = new Set(rooms.map(({ number }) => number));
    const others = (round?.rooms ?? []).filter(({ number }) => !some.has(number));
    return [
      ...rooms,
      ...others.map(({ number, name }) => create(RoomOutcomeSchema, { number, name })),
    ];
  }, [round, rooms]);
}

interface OrderListProps {
  order: readonly number[];
  name: (number: number) => string;
  onMove: (room: number, by: -1 | 1) => void;
}

function OrderList({ order, name, onMove }: OrderListProps) {
  const { t } = useI18n();
  const list = useRef<HTMLOListElement>(null);
  const [pressed, setPressed] = useState('');

  // A row that changes its place would lose the focus of whoever moves it.
  // biome-ignore lint/correctness/useExhaustiveDependencies: after every move.
  useEffect(() => {
    if (pressed === '' || list.current?.contains(document.activeElement)) return;
    list.current?.querySelector<HTMLElement>(`[data-move="${pressed}"]`)?.focus();
  }, [order, pressed]);

  const move = (room: number, by: -1 | 1, words: 'reports.up' | 'reports.down', end: boolean) => (
    <Button
      size="small"
      data-move={`${by} ${room}`}
      aria-label={t(words, { room: name(room) })}
      aria-disabled={end || undefined}
      onClick={() => {
        setPressed(`${by} ${room}`);
        if (!end) onMove(room, by);
      }}
    >
      {by === -1 ? '↑' : '↓'}
    </Button>
  );
  return (
    <ol ref={list} className="report-order" aria-label={t('reports.order')}>
      {order.map((room, index) => (
        <li key={room} data-testid="report-turn">
          <span>{`${index + 1}. ${name(room)}`}</span>
          {move(room, -1, 'reports.up', index === 0)}
          {move(room, 1, 'reports.down', index === order.length - 1)}
        </li>
      ))}
    </ol>
  );
}

interface RoomPicksProps {
  rooms: readonly RoomOutcome[];
  order: readonly number[];
  onToggle: (room: number) => void;
  onAll: () => void;
}

function RoomPicks({ rooms, order, onToggle, onAll }: RoomPicksProps) {
  const { t } = useI18n();
  const id = useId();
  const nameOf = useRoomName();
  const [words, setWords] = useState('');
  const found = matching(rooms, words, nameOf);
  const drawn = useDrawn(found.length);
  const full = order.length >= TURNS_MAX;
  return (
    <fieldset className="choices-column report-picks">
      <legend>{t('reports.rooms')}</legend>
      {rooms.some(({ result }) => result) && (
        <Button size="small" onClick={onAll}>
          {t('reports.all')}
        </Button>
      )}
      {rooms.length > UNSEARCHED_MAX && (
        <TextField
          label={t('results.search')}
          free
          type="search"
          value={words}
          onChange={setWords}
        />
      )}
      {full && <p className="muted">{t('reports.full', { count: TURNS_MAX })}</p>}
      {found.slice(0, drawn).map((room) => {
        const { number } = room;
        const chosen = order.includes(number);
        return (
          <label key={number} className="choice">
            <input
              type="checkbox"
              aria-describedby={`${id}-${number}`}
              checked={chosen}
              disabled={full && !chosen}
              onChange={() => onToggle(number)}
            />
            <span>
              <strong>{nameOf(room)}</strong>{' '}
              <span id={`${id}-${number}`} className="muted report-pick-text">
                {room.result?.text || t('result.nothing')}
              </span>
            </span>
          </label>
        );
      })}
    </fieldset>
  );
}
