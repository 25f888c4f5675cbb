// Lines that were reported or withdrawn, with what they said: those that wait for someone first.
import type { MessageKey } from '../../../i18n/en';
import { useI18n } from '../../../i18n/i18n-provider';
import type { Review } from '../../../protocol/convene/v1/chat_pb';
import { ReviewState } from '../../../protocol/convene/v1/chat_pb';
import type { Engine } from '../../../session/engine';
import { Button } from '../../../ui/button';
import { Dialog } from '../../../ui/dialog';
import { LineText } from '../chat/line-text';
import { CommandProblems } from '../command-problems';
import { deleteLine, keepLine } from '../commands';
import { useRoomState } from '../room-context';
import { usePersonName } from '../use-person-name';
import './run.css';

const NONE: readonly Review[] = [];

export function ReviewsDialog({ engine, onClose }: { engine: Engine; onClose: () => void }) {
  const { t } = useI18n();
  const reviews = useRoomState(({ view }) => view?.reviews ?? NONE);
  const open = reviews.filter(({ state }) => state === ReviewState.OPEN);
  const settled = reviews.filter(({ state }) => state !== ReviewState.OPEN).reverse();
  return (
    <Dialog
      title={t('reviews.title')}
      className="dialog-tall"
      onClose={onClose}
      actions={<Button onClick={onClose}>{t('close')}</Button>}
    >
      <p className="muted">{t('reviews.lead')}</p>
      <CommandProblems engine={engine} />
      {open.length === 0 && <p role="status">{t('reviews.none')}</p>}
      <ul className="reviews" aria-label={t('reviews.open')}>
        {open.map((review) => (
          <ReviewRow key={review.line?.id} review={review} engine={engine} />
        ))}
      </ul>
      {settled.length > 0 && (
        <section>
          <h3>{t('reviews.settled')}</h3>
          <ul className="reviews" aria-label={t('reviews.settled')}>
            {settled.map((review) => (
              <ReviewRow key={review.line?.id} review={review} engine={engine} />
            ))}
          </ul>
        </section>
      )}
    </Dialog>
  );
}

function ReviewRow({ review, engine }: { review: Review; engine: Engine }) {
  const { t, dates } = useI18n();
  const nameOf = usePersonName();
  const { line, state, reporterIds, settledById } = review;
  if (!line) return null;
  const { id, authorName: name } = line;
  const by = reporterIds.map(nameOf).join(', ');
  return (
    <li className="review" data-testid="review">
      <p className="line-head">
        <span className="line-author">{name}</span>{' '}
        <span className="line-time">{dates.time(Number(line.atMs))}</span>
      </p>
      <p className="line-text">
        <LineText text={line.text} />
      </p>
      {by !== '' && <p className="person-meta">{t('reviews.by', { names: by })}</p>}
      {state === ReviewState.OPEN ? (
        <div className="line-actions">
          <Button
            kind="danger"
            size="small"
            aria-label={t('reviews.withdrawName', { name })}
            onClick={() => engine.send(deleteLine(id))}
          >
            {t('reviews.withdraw')}
          </Button>
          <Button
            size="small"
            aria-label={t('reviews.keepName', { name })}
            onClick={() => engine.send(keepLine(id))}
          >
            {t('reviews.keep')}
          </Button>
        </div>
      ) : (
        <p className="person-meta">
          {settledById === '' ? t(outcome(state)) : `${t(outcome(state))} · ${nameOf(settledById)}`}
        </p>
      )}
    </li>
  );
}

function outcome(state: ReviewState): MessageKey {
  return state === ReviewState.KEPT ? 'reviews.kept' : 'reviews.withdrawn';
}
