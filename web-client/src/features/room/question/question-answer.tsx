// What became of a question: answered and by whom, or promised by a day.
import { useI18n } from '../../../i18n/i18n-provider';
import type { Question } from '../../../protocol/convene/v1/question_pb';
import { Answered } from '../../../protocol/convene/v1/question_pb';
import { LineText } from '../chat/line-text';
import { usePersonName } from '../use-person-name';
import { dayWords } from './promised-day';
import { isAnswered } from './question-order';

export function QuestionAnswer({ question }: { question: Question }) {
  const { t, language } = useI18n();
  const nameOf = usePersonName();
  const { answered, answer, answeredById, promisedMs } = question;
  if (!isAnswered(question)) {
    if (promisedMs === 0n) return null;
    const day = dayWords(Number(promisedMs), language);
    return <p className="question-promised">{t('question.promised', { day })}</p>;
  }
  const name = nameOf(answeredById);
  return (
    <div className="question-answer">
      <p className="question-answered">
        {answered === Answered.LIVE
          ? t('question.answered.live', { name })
          : t('question.answered.inText', { name })}
      </p>
      {answer !== '' && (
        <p className="line-text">
          <LineText text={answer} />
        </p>
      )}
    </div>
  );
}
