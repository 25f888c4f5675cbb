// One question: who asked, what became of it, and what one can do about it.
import type { ReactNode } from 'react';
import { useI18n } from '../../../i18n/i18n-provider';
import type { Question, QuestionDesk } from '../../../protocol/convene/v1/question_pb';
import { Button } from '../../../ui/button';
import { LineText } from '../chat/line-text';
import { QuestionAnswer } from './question-answer';
import { QuestionAuthor } from './question-author';
import { isAnswered } from './question-order';
import { shortText } from './short-text';
import { VoteButton } from './vote-button';

interface QuestionCardProps {
  question: Question;
  desk: QuestionDesk | undefined;
  district: string;
  mine: boolean;
  voted: boolean;
  voting: boolean;
  onVote: ((on: boolean) => void) | undefined;
  onWithdraw: (() => void) | undefined;
  /** What facilitators can do with it. */
  children?: ReactNode;
}

export function QuestionCard(props: QuestionCardProps) {
  const { question, desk, district, mine, voted, voting, onVote, onWithdraw, children } = props;
  const { t } = useI18n();
  const open = !isAnswered(question);
  return (
    <li className="question" data-testid="question">
      <QuestionAuthor question={question} desk={desk} district={district} mine={mine} />
      <p className="question-text line-text">
        <LineText text={question.text} />
      </p>
      {question.merged > 0 && (
        <p className="muted">{t('question.merged', { count: question.merged })}</p>
      )}
      <QuestionAnswer question={question} />
      <div className="question-acts">
        <VoteButton
          question={question}
          voted={voted}
          sending={voting}
          onVote={open && !mine ? onVote : undefined}
        />
        {mine && open && onWithdraw && (
          <Button
            kind="plain"
            size="small"
            aria-label={t('question.withdrawOf', { text: shortText(question.text) })}
            onClick={onWithdraw}
          >
            {t('question.withdraw')}
          </Button>
        )}
      </div>
      {children}
    </li>
  );
}
