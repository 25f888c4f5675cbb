// Answers a question in writing, or changes what was written.
import { useState } from 'react';
import { errorKey } from '../../../i18n/error-words';
import { useI18n } from '../../../i18n/i18n-provider';
import type { Question } from '../../../protocol/convene/v1/question_pb';
import type { Engine } from '../../../session/engine';
import { Button } from '../../../ui/button';
import { Dialog } from '../../../ui/dialog';
import { AreaField } from '../../../ui/field';
import { Notice } from '../../../ui/notice';
import { CHARS_MAX, charsOf } from '../chat/chars';
import { useAsked } from '../use-asked';
import { answerQuestion } from './question-commands';

interface AnswerDialogProps {
  question: Question;
  engine: Engine;
  onClose: () => void;
}

export function AnswerDialog({ question, engine, onClose }: AnswerDialogProps) {
  const { t } = useI18n();
  const [text, setText] = useState(question.answer);
  const [wrong, setWrong] = useState<'asked.answer.empty' | 'asked.answer.long'>();
  const asked = useAsked(engine, onClose);

  function handleSave() {
    const length = charsOf(text);
    if (length === 0) return setWrong('asked.answer.empty');
    if (length > CHARS_MAX) return setWrong('asked.answer.long');
    setWrong(undefined);
    asked.ask(answerQuestion(question.id, text.trim()));
  }

  return (
    <Dialog
      title={t('asked.answer.title')}
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>{t('cancel')}</Button>
          <Button kind="primary" busy={asked.busy} onClick={handleSave}>
            {t('asked.answer.save')}
          </Button>
        </>
      }
    >
      <blockquote className="quoted">
        <p className="line-text">{question.text}</p>
      </blockquote>
      {asked.refused !== undefined && <Notice tone="danger">{t(errorKey(asked.refused))}</Notice>}
      <AreaField
        label={t('asked.answer.label')}
        hint={t('asked.answer.sees')}
        error={wrong && t(wrong)}
        required
        rows={5}
        value={text}
        onChange={setText}
      />
    </Dialog>
  );
}
