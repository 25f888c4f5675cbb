// What needs somebody now, in words: each leads to where it is dealt with.
import { useState } from 'react';
import { useI18n } from '../../../i18n/i18n-provider';
import { ReviewState } from '../../../protocol/convene/v1/chat_pb';
import { QuestionState } from '../../../protocol/convene/v1/question_pb';
import type { Engine } from '../../../session/engine';
import { helpCallsOf } from '../../../session/rounds';
import { Button } from '../../../ui/button';
import { later } from '../../../ui/later';
import { useRoomState } from '../room-context';
import type { Side } from '../side-part';

const DoorDialog = later(async () => (await import('./door-dialog')).DoorDialog, { quiet: true });
const ReviewsDialog = later(async () => (await import('./reviews-dialog')).ReviewsDialog, {
  quiet: true,
});

interface AttentionChipsProps {
  engine: Engine;
  onRooms: () => void;
  onSide: (side: Side) => void;
}

export function AttentionChips({ engine, onRooms, onSide }: AttentionChipsProps) {
  const { t } = useI18n();
  const waiting = useRoomState(
    ({ view }) => view?.people.filter((person) => person.waiting).length ?? 0,
  );
  const reports = useRoomState(
    ({ view }) => view?.reviews.filter(({ state }) => state === ReviewState.OPEN).length ?? 0,
  );
  const reviews = useRoomState(({ view }) => view?.reviews.length ?? 0);
  const helpCalls = useRoomState(({ view }) => helpCallsOf(view).length);
  const hands = useRoomState(({ view }) => view?.hands.length ?? 0);
  const questions = useRoomState(
    ({ view }) =>
      view?.questionDesk.filter(({ question }) => question?.state === QuestionState.WAITING)
        .length ?? 0,
  );
  const [shown, setShown] = useState<'door' | 'reviews'>();
  const close = () => setShown(undefined);

  return (
    <>
      {helpCalls > 0 && (
        <Button size="small" className="chip chip-needed" onClick={onRooms}>
          {t('needs.help', { count: helpCalls })}
        </Button>
      )}
      {hands > 0 && (
        <Button size="small" className="chip chip-needed" onClick={() => onSide('people')}>
          {t('needs.hands', { count: hands })}
        </Button>
      )}
      {questions > 0 && (
        <Button size="small" className="chip chip-needed" onClick={() => onSide('questions')}>
          {t('needs.questions', { count: questions })}
        </Button>
      )}
      {waiting > 0 && (
        <Button size="small" className="chip chip-needed" onClick={() => setShown('door')}>
          {t('needs.door', { count: waiting })}
        </Button>
      )}
      {reviews > 0 && (
        <Button
          size="small"
          className={reports > 0 ? 'chip chip-needed' : 'chip'}
          onClick={() => setShown('reviews')}
        >
          {reports > 0
            ? t('needs.reports', { count: reports })
            : t('needs.reviewed', { count: reviews })}
        </Button>
      )}
      {shown === 'door' && <DoorDialog engine={engine} onClose={close} />}
      {shown === 'reviews' && <ReviewsDialog engine={engine} onClose={close} />}
    </>
  );
}
