// Rooms report to everyone, one after the other: whose turn it is, how long, and who comes next.
import { useId, useState } from 'react';
import { useI18n } from '../../../../i18n/i18n-provider';
import type { Reports, RoundResults } from '../../../../protocol/convene/v1/breakout_pb';
import { Notice } from '../../../../ui/notice';
import { useWide } from '../../../../ui/use-wide';
import { charsOf } from '../../chat/chars';
import { LineText } from '../../chat/line-text';
import { useFacilitating, useMyId, useRoom, useRoomState, useRoomTime } from '../../room-context';
import { usePersonName } from '../../use-person-name';
import { secondsLeft } from '../room-time';
import { useRoomName } from '../use-rooms';
import { turnEndsMs, turnOf } from './report-order';
import { ReportsControls } from './reports-controls';

/** More than these are counted. */
const NEXT_MAX = 3;
/** So much is read at once on a phone, too. */
const CHARS_SHORT = 200;
const NONE: readonly RoundResults[] = [];

export function ReportsBar({ reports }: { reports: Reports }) {
  const { t } = useI18n();
  const { engine } = useRoom();
  const runs = useFacilitating();
  const meId = useMyId();
  const roomName = useRoomName();
  const nameOf = usePersonName();
  const turn = turnOf(reports);
  const room = turn && roomName({ number: turn.room, name: turn.name });
  const mine = turn?.reporterId === meId;
  const next = reports.turns[reports.now];
  return (
    <section className="reports" aria-label={t('reports.title')} data-testid="reports">
      {/* There before its words: the one who reports must hear it. */}
      <div role="alert">
        {mine && room && (
          <Notice title={t('reports.yours')}>{t('reports.yoursBody', { room })}</Notice>
        )}
      </div>
      <p className="report-now">
        <strong>
          {!room && t('reports.soon')}
          {room && !turn.reporterId && t('reports.now', { room })}
          {room && turn.reporterId && t('reports.nowBy', { room, name: nameOf(turn.reporterId) })}
        </strong>{' '}
        {room && <TurnTime key={`${reports.now} ${reports.startedAtMs}`} reports={reports} />}
      </p>
      {next && (
        <p className="muted">
          <NextRooms reports={reports} />
        </p>
      )}
      <p className="report-you-next" role="status">
        {next?.reporterId === meId && t('reports.youNext')}
      </p>
      {/* Above what may be long: the way on is always in sight. */}
      {runs && engine && <ReportsControls engine={engine} reports={reports} />}
      {turn && <TurnResult key={turn.room} roundId={reports.roundId} number={turn.room} />}
    </section>
  );
}

function TurnTime({ reports }: { reports: Reports }) {
  const { t } = useI18n();
  const endsMs = turnEndsMs(reports);
  const seconds = useRoomTime((nowMs) => secondsLeft(endsMs, nowMs));
  return (
    <>
      {seconds > 0 && (
        <span className="time-left numbers" data-testid="report-time">
          {t('reports.left', { seconds })}
        </span>
      )}
      <span className="my-room-warning" role="status">
        {seconds === 0 && t('reports.over')}
      </span>
    </>
  );
}

function NextRooms({ reports: { turns, now } }: { reports: Reports }) {
  const { t } = useI18n();
  const roomName = useRoomName();
  const next = turns.slice(now, now + NEXT_MAX);
  const names = next.map(({ room, name }) => roomName({ number: room, name })).join(', ');
  return t('reports.next', { names, more: turns.length - now - next.length });
}

/** What the room brought back, beside what is told; on a phone one press away. */
function TurnResult({ roundId, number }: { roundId: string; number: number }) {
  const { t } = useI18n();
  const bodyId = useId();
  const wide = useWide();
  const [chosen, setChosen] = useState<boolean>();
  const results = useRoomState(({ view }) => view?.results ?? NONE);
  const outcome = results
    .find((one) => one.roundId === roundId)
    ?.rooms.find((one) => one.number === number);
  const text = outcome?.result?.text ?? '';
  const open = chosen ?? (wide || charsOf(text) <= CHARS_SHORT);
  if (text === '') return <p className="muted">{t('reports.nothing')}</p>;
  return (
    <div>
      <button
        type="button"
        className="fold-button"
        aria-expanded={open}
        aria-controls={bodyId}
        onClick={() => setChosen(!open)}
      >
        {t('reports.brought')}
      </button>
      <p id={bodyId} className="line-text report-text" hidden={!open}>
        {open && <LineText text={text} />}
      </p>
    </div>
  );
}
