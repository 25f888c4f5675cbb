// What all rooms brought back, the newest round first, to be read and searched.
import { useId, useState } from 'react';
import { useI18n } from '../../../../i18n/i18n-provider';
import type { RoomOutcome, RoundResults } from '../../../../protocol/convene/v1/breakout_pb';
import { Button } from '../../../../ui/button';
import { Dialog } from '../../../../ui/dialog';
import { TextField } from '../../../../ui/field';
import { LineText } from '../../chat/line-text';
import { useRoomState } from '../../room-context';
import { useDrawn } from '../../use-drawn';
import { usePersonName } from '../../use-person-name';
import { eitherOf } from '../room-words';
import { useRoomName } from '../use-rooms';
import { matching } from './results-order';

const NONE: readonly RoundResults[] = [];
/** Fewer are read faster than they are searched. */
const UNSEARCHED_MAX = 8;

export function ResultsDialog({ onClose }: { onClose: () => void }) {
  const { t } = useI18n();
  const results = useRoomState(({ view }) => view?.results ?? NONE);
  const [words, setWords] = useState('');
  const nameOf = useRoomName();
  const rooms = results.flatMap((one) => one.rooms);
  const found = matching(rooms, words, nameOf).length;
  return (
    <Dialog
      title={t('results.title')}
      className="dialog-tall"
      onClose={onClose}
      actions={<Button onClick={onClose}>{t('close')}</Button>}
    >
      {rooms.length > UNSEARCHED_MAX && (
        <TextField
          label={t('results.search')}
          free
          type="search"
          value={words}
          onChange={setWords}
        />
      )}
      <p className="muted" role="status">
        {words.trim() !== '' && t('results.found', { count: found })}
      </p>
      {[...results].reverse().map((one, index) => (
        <RoundSection key={one.roundId} results={one} words={words} newest={index === 0} />
      ))}
    </Dialog>
  );
}

interface RoundSectionProps {
  results: RoundResults;
  words: string;
  newest: boolean;
}

function RoundSection({ results, words, newest }: RoundSectionProps) {
  const { t, language } = useI18n();
  const id = useId();
  const nameOf = useRoomName();
  const [chosen, setChosen] = useState<boolean>();
  const { rooms, roomCount } = results;
  const nothing = roomCount - rooms.length;
  const found = matching(rooms, words, nameOf);
  const searching = words.trim() !== '';
  const open = searching || (chosen ?? newest);
  const drawn = useDrawn(open ? found.length : 0);
  return (
    <section aria-labelledby={id} data-testid="round-results">
      <h3 id={id}>
        <button
          type="button"
          className="fold-button"
          aria-expanded={open}
          onClick={() => setChosen(!open)}
        >
          {t('results.line', {
            title: eitherOf(results.title, language).words,
            some: rooms.length,
            count: roomCount,
          })}
        </button>
      </h3>
      {open && (
        <>
          <ul className="results" aria-labelledby={id}>
            {found.slice(0, drawn).map((room) => (
              <OutcomeRow key={room.number} room={room} />
            ))}
          </ul>
          {!searching && nothing > 0 && (
            <p className="muted">{t('results.nothing', { count: nothing })}</p>
          )}
        </>
      )}
    </section>
  );
}

function OutcomeRow({ room }: { room: RoomOutcome }) {
  const nameOf = useRoomName();
  const personName = usePersonName();
  const { text = '', byId = '' } = room.result ?? {};
  return (
    <li className="outcome" data-testid="outcome">
      <p className="brought-from">
        {nameOf(room)} {byId !== '' && <span className="muted">{personName(byId)}</span>}
      </p>
      <p className="line-text">
        <LineText text={text} />
      </p>
    </li>
  );
}
