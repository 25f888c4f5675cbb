// Asks once where a poll opens, and says what everyone will then see.
import { useState } from 'react';
import { call } from '../../../../api/call';
import { useSubmit } from '../../../../api/use-submit';
import { errorKey } from '../../../../i18n/error-words';
import { useI18n } from '../../../../i18n/i18n-provider';
import type { Room } from '../../../../protocol/convene/v1/breakout_pb';
import { InSession } from '../../../../protocol/convene/v1/in_session_pb';
import type { Poll } from '../../../../protocol/convene/v1/poll_pb';
import type { Engine } from '../../../../session/engine';
import { isAnonymous } from '../../../../session/polls';
import { openRoundOf } from '../../../../session/rounds';
import { Button } from '../../../../ui/button';
import { Dialog } from '../../../../ui/dialog';
import { SelectField } from '../../../../ui/field';
import { FailedNotice } from '../../../../ui/loaded';
import { Notice } from '../../../../ui/notice';
import { useRoomName } from '../../breakout/use-rooms';
import { useRoom, useRoomState } from '../../room-context';
import { useAsked } from '../../use-asked';
import { PrivacyNote } from '../answer/privacy-note';
import type { Place } from '../poll-commands';
import { openPoll } from '../poll-commands';
import { useWords } from '../use-words';

const NONE: readonly Room[] = [];

interface OpenPollDialogProps {
  engine: Engine;
  poll: Poll;
  afterRun: number;
  onClose: () => void;
}

export function OpenPollDialog({ engine, poll, afterRun, onClose }: OpenPollDialogProps) {
  const { t } = useI18n();
  const { sessionId } = useRoom();
  const wordsOf = useWords();
  const nameOf = useRoomName();
  const round = useRoomState(({ view }) => openRoundOf(view));
  const rooms = useRoomState(
    ({ view }) => view?.rounds.find(({ id }) => id === round?.id)?.rooms ?? NONE,
  );
  const [where, setWhere] = useState<'plenary' | 'rooms' | 'room'>('plenary');
  const [room, setRoom] = useState(0);
  const asked = useAsked(engine, onClose);
  // The key of an anonymous run is made first, so that this is no command.
  const making = useSubmit();
  const number = room || (rooms[0]?.number ?? 0);

  function place(): Place {
    if (where === 'plenary' || !round) return undefined;
    return { roundId: round.id, room: where === 'rooms' ? 0 : number };
  }

  function handleOpen() {
    if (!isAnonymous(poll)) return asked.ask(openPoll(poll.id, place(), afterRun));
    void making.run(async () => {
      const open = { pollId: poll.id, place: place(), afterRun };
      await call(InSession.method.openRun, { open }, { params: { session_id: sessionId } });
      onClose();
    });
  }

  const choice = (value: typeof where, words: Parameters<typeof t>[0]) => (
    <label className="choice">
      <input
        type="radio"
        name="poll-where"
        checked={where === value}
        onChange={() => setWhere(value)}
      />
      {t(words)}
    </label>
  );
  return (
    <Dialog
      title={t('pollDesk.open.title', { title: wordsOf(poll.title) })}
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>{t('cancel')}</Button>
          <Button kind="primary" busy={asked.busy || making.busy} onClick={handleOpen}>
            {t('pollDesk.open.go')}
          </Button>
        </>
      }
    >
      <p>
        <PrivacyNote privacy={poll.privacy} />
      </p>
      {poll.seconds > 0 && <p>{t('pollDesk.open.seconds', { seconds: poll.seconds })}</p>}
      {round ? (
        <fieldset className="choices-column">
          <legend>{t('pollDesk.where')}</legend>
          {choice('plenary', 'pollDesk.where.plenary')}
          {choice('rooms', 'pollDesk.where.rooms')}
          {rooms.length > 0 && choice('room', 'pollDesk.where.room')}
        </fieldset>
      ) : (
        <p className="muted">{t('pollDesk.open.plenary')}</p>
      )}
      {round && where === 'room' && (
        <SelectField
          label={t('pollDesk.where.which')}
          required
          value={String(number)}
          onChange={(value) => setRoom(Number(value))}
        >
          {rooms.map((one) => (
            <option key={one.number} value={one.number}>
              {nameOf(one)}
            </option>
          ))}
        </SelectField>
      )}
      {asked.refused !== undefined && <Notice tone="danger">{t(errorKey(asked.refused))}</Notice>}
      {making.error && <FailedNotice error={making.error} />}
    </Dialog>
  );
}
