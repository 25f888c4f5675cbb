// Facilitators: the questions that wait for them, and those that they do not show.
import { useI18n } from '../../../i18n/i18n-provider';
import type { QuestionDesk } from '../../../protocol/convene/v1/question_pb';
import { QuestionState } from '../../../protocol/convene/v1/question_pb';
import type { Engine } from '../../../session/engine';
import { Button } from '../../../ui/button';
import { LineText } from '../chat/line-text';
import type { DeskDialog } from './desk-dialogs';
import { QuestionAuthor } from './question-author';
import { showQuestion } from './question-commands';
import { shortText } from './short-text';
import type { Questions } from './use-questions';

interface DeskQueueProps {
  all: Questions;
  engine: Engine;
  onDialog: (dialog: DeskDialog) => void;
}

export function DeskQueue({ all, engine, onDialog }: DeskQueueProps) {
  const { t } = useI18n();
  const { waiting, hidden } = all;
  const row = (desk: QuestionDesk) => (
    <QueueRow
      key={desk.question?.id}
      desk={desk}
      district={desk.question ? all.districtOf(desk.question) : ''}
      engine={engine}
      onDialog={onDialog}
    />
  );
  return (
    <>
      {waiting.length > 0 && (
        <section className="questions-queue" aria-labelledby="questions-waiting">
          <h3 id="questions-waiting">{t('asked.waiting', { count: waiting.length })}</h3>
          <ul>{waiting.map(row)}</ul>
        </section>
      )}
      {hidden.length > 0 && (
        <details className="questions-answered">
          <summary>{t('asked.hidden', { count: hidden.length })}</summary>
          <ul>{hidden.map(row)}</ul>
        </details>
      )}
    </>
  );
}

interface QueueRowProps {
  desk: QuestionDesk;
  district: string;
  engine: Engine;
  onDialog: (dialog: DeskDialog) => void;
}

function QueueRow({ desk, district, engine, onDialog }: QueueRowProps) {
  const { t } = useI18n();
  const { question } = desk;
  if (!question) return null;
  const { id, text, state } = question;
  const short = shortText(text);
  return (
    <li className="question" data-testid="queued-question">
      <QuestionAuthor question={question} desk={desk} district={district} mine={false} />
      <p className="question-text line-text">
        <LineText text={text} />
      </p>
      <div className="question-acts">
        <Button
          size="small"
          aria-label={t('asked.showOf', { text: short })}
          onClick={() => engine.send(showQuestion(id, true))}
        >
          {t('asked.show')}
        </Button>
        {state === QuestionState.WAITING && (
          <Button
            size="small"
            aria-label={t('asked.hideOf', { text: short })}
            onClick={() => engine.send(showQuestion(id, false))}
          >
            {t('asked.hide')}
          </Button>
        )}
        <Button
          kind="plain"
          size="small"
          aria-label={t('asked.mergeOf', { text: short })}
          onClick={() => onDialog({ kind: 'merge', id })}
        >
          {t('asked.merge')}
        </Button>
      </div>
    </li>
  );
}
