// What the people of a room bring from earlier rounds: what each room found, and who was there.
import { useId } from 'react';
import { useI18n } from '../../../../i18n/i18n-provider';
import type { Brought, RoundResults } from '../../../../protocol/convene/v1/breakout_pb';
import { LineText } from '../../chat/line-text';
import { useMyId, useRoomState } from '../../room-context';
import { usePersonName } from '../../use-person-name';
import { eitherOf } from '../room-words';
import { useRoomName } from '../use-rooms';

const NONE: readonly RoundResults[] = [];

interface BroughtFoldProps {
  brought: readonly Brought[];
  /** Open or not as it was chosen; until then it is open where there is room. */
  open: boolean;
  onOpen: (open: boolean) => void;
}

export function BroughtFold({ brought, open, onOpen }: BroughtFoldProps) {
  const { t } = useI18n();
  const bodyId = useId();
  const meId = useMyId();
  const results = useRoomState(({ view }) => view?.results ?? NONE);
  // Of rounds that are long over nobody knows any more what they found.
  const known = brought.filter((one) => results.some(({ roundId }) => roundId === one.roundId));
  if (known.length === 0) return null;
  // What one brings oneself comes first.
  const mine = known.filter(({ personIds }) => personIds.includes(meId));
  const others = known.filter((one) => !mine.includes(one));
  return (
    <div className="brought" data-testid="brought">
      <button
        type="button"
        className="fold-button"
        aria-expanded={open}
        aria-controls={bodyId}
        onClick={() => onOpen(!open)}
      >
        {t('brought.title', { count: known.length })}
      </button>
      <ul id={bodyId} hidden={!open}>
        {open &&
          [...mine, ...others].map((one) => (
            <BroughtOne key={`${one.roundId} ${one.room}`} brought={one} />
          ))}
      </ul>
    </div>
  );
}

function BroughtOne({ brought: { roundId, room, personIds } }: { brought: Brought }) {
  const { t, language } = useI18n();
  const meId = useMyId();
  const nameOf = usePersonName();
  const roomName = useRoomName();
  const results = useRoomState(({ view }) => view?.results ?? NONE);
  const round = results.find((one) => one.roundId === roundId);
  const outcome = round?.rooms.find(({ number }) => number === room);
  const text = outcome?.result?.text ?? '';
  const from = roomName(outcome ?? { number: room });
  const title = eitherOf(round?.title, language).words;
  const names = personIds.map((id) => (id === meId ? t('brought.you') : nameOf(id)));
  return (
    <li>
      <p className="brought-from">
        {title === '' ? from : `${title}: ${from}`}{' '}
        <span className="muted">
          {names.length > 0 ? t('brought.by', { names: names.join(', ') }) : t('brought.here')}
        </span>
      </p>
      {text === '' ? (
        <p className="muted">{t('brought.nothing')}</p>
      ) : (
        <p className="line-text">
          <LineText text={text} />
        </p>
      )}
    </li>
  );
}
