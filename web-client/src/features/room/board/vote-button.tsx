// A vote for an element: given and taken back with the same button, never drawn as counted before it is.
import { useI18n } from '../../../i18n/i18n-provider';
import type { Element } from '../../../protocol/convene/v1/board_pb';
import { Button } from '../../../ui/button';
import { useFacts } from './board-context';

interface VoteButtonProps {
  element: Element;
  what: string;
  mine: boolean;
  /** What is asked for and not confirmed. */
  waiting: boolean | undefined;
}

export function VoteButton({ element, what, mine, waiting }: VoteButtonProps) {
  const { t } = useI18n();
  const { boards, boardId, may, votesSpent } = useFacts();
  const count = element.votes ?? 0;
  const asked = waiting ?? mine;
  if (!may.say) {
    return count > 0 ? <span className="muted">{t('board.votes', { count })}</span> : null;
  }
  const spent = votesSpent && !asked;
  return (
    <>
      <Button
        size="small"
        aria-pressed={asked}
        aria-disabled={spent || undefined}
        aria-label={t('board.vote.of', { what, count })}
        onClick={() => {
          if (!spent) boards.vote(boardId, element.id, !asked);
        }}
      >
        {asked && <span aria-hidden="true">✓ </span>}
        {t('board.vote')}
      </Button>
      {count > 0 && (
        // The name of the button says it, too.
        <span className="muted" aria-hidden="true">
          {t('board.votes', { count })}
        </span>
      )}
      {waiting !== undefined && <span className="muted">{t('board.sending')}</span>}
    </>
  );
}
