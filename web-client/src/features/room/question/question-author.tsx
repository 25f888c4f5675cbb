// Who asked: a name and a district, or nobody that others can see.
import { useI18n } from '../../../i18n/i18n-provider';
import type { Question, QuestionDesk } from '../../../protocol/convene/v1/question_pb';

interface QuestionAuthorProps {
  question: Question;
  /** Facilitators know who asked without a name. */
  desk: QuestionDesk | undefined;
  district: string;
  mine: boolean;
}

export function QuestionAuthor({ question, desk, district, mine }: QuestionAuthorProps) {
  const { t } = useI18n();
  const yours = mine ? `(${t('question.yours')})` : '';
  if (question.authorId !== '' && !desk?.anonymous) {
    const who = [question.authorName, district].filter(Boolean).join(' · ');
    return (
      <p className="question-by">
        {who} {yours}
      </p>
    );
  }
  const known = desk?.anonymous === true && desk.authorName !== '';
  return (
    <p className={known ? 'question-by question-by-staff' : 'question-by'}>
      {known ? t('question.noName.by', { name: desk.authorName }) : t('question.noName')} {yours}
    </p>
  );
}
