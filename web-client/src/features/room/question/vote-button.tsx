// A vote for a question: pressed when the server has it, and never before.
import { useI18n } from '../../../i18n/i18n-provider';
import type { Question } from '../../../protocol/convene/v1/question_pb';
import { Button } from '../../../ui/button';
import { shortText } from './short-text';

interface VoteButtonProps {
  question: Question;
  voted: boolean;
  /** A vote of mine is on its way. */
  sending: boolean;
  /** Absent where one may only look: at one's own, say. */
  onVote: ((on: boolean) => void) | undefined;
}

export function VoteButton({ question, voted, sending, onVote }: VoteButtonProps) {
  const { t } = useI18n();
  const { votes, text } = question;
  if (!onVote) {
    return (
      <p className="question-votes numbers">
        {t('question.votes', { count: votes })}
        {voted && ` · ${t('question.voted')}`}
      </p>
    );
  }
  return (
    <span className="question-vote">
      <Button size="small" busy={sending} aria-pressed={voted} onClick={() => onVote(!voted)}>
        <span aria-hidden="true" className="numbers">
          {voted ? '✓' : '▲'} {votes} <span>{t('question.vote')}</span>
        </span>
        <span className="visually-hidden">
          {t('question.voteOf', { text: shortText(text), count: votes })}
        </span>
      </Button>
      {sending && <span className="muted">{t('question.sending')}</span>}
    </span>
  );
}
