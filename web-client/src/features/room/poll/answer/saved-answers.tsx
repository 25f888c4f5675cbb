// What one has answered, as it was saved.
import { useI18n } from '../../../../i18n/i18n-provider';
import type { Answer, Poll } from '../../../../protocol/convene/v1/poll_pb';
import { Said } from '../said';
import { answerWords } from './answer-words';

interface SavedAnswersProps {
  poll: Poll | undefined;
  answers: readonly Answer[];
}

export function SavedAnswers({ poll, answers }: SavedAnswersProps) {
  const { t, language } = useI18n();
  const items = poll?.items ?? [];
  return (
    <dl className="poll-saved" data-testid="my-answers">
      {items.map((item) => {
        const answer = answers.find(({ itemId }) => itemId === item.id);
        return (
          <div key={item.id}>
            <dt>
              <Said text={item.question} />
            </dt>
            <dd>{answerWords(item, answer, language, t) || t('answer.none')}</dd>
          </div>
        );
      })}
    </dl>
  );
}
