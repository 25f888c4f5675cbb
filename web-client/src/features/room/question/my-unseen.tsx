// My questions that the others do not see, each with its state in words.
import type { MessageKey } from '../../../i18n/en';
import { useI18n } from '../../../i18n/i18n-provider';
import type { Question } from '../../../protocol/convene/v1/question_pb';
import { QuestionState } from '../../../protocol/convene/v1/question_pb';
import { Button } from '../../../ui/button';
import { LineText } from '../chat/line-text';
import { shortText } from './short-text';

const WORDS: Partial<Record<QuestionState, MessageKey>> = {
  [QuestionState.WAITING]: 'question.state.waiting',
  [QuestionState.HIDDEN]: 'question.state.hidden',
  [QuestionState.MERGED]: 'question.state.merged',
};

interface MyUnseenProps {
  questions: readonly Question[];
  onWithdraw: ((id: string) => void) | undefined;
}

export function MyUnseen({ questions, onWithdraw }: MyUnseenProps) {
  const { t } = useI18n();
  if (questions.length === 0) return null;
  return (
    <section className="questions-mine" aria-label={t('question.mine')}>
      <h3>{t('question.mine')}</h3>
      <ul>
        {questions.map(({ id, text, state }) => (
          <li key={id} className="question" data-testid="my-question">
            <p className="question-text line-text">
              <LineText text={text} />
            </p>
            <div className="question-acts">
              <p className="question-state">{t(WORDS[state] ?? 'question.state.waiting')}</p>
              {onWithdraw && state !== QuestionState.MERGED && (
                <Button
                  kind="plain"
                  size="small"
                  aria-label={t('question.withdrawOf', { text: shortText(text) })}
                  onClick={() => onWithdraw(id)}
                >
                  {t('question.withdraw')}
                </Button>
              )}
            </div>
          </li>
        ))}
      </ul>
    </section>
  );
}
