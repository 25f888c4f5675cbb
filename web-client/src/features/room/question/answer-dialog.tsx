// Answers a question in writing, or changes what was written.
import { useState } from 'react';
import { useI18n } from '../../../i18n/i18n-provider';
import type { Question } from '../../../protocol/convene/v1/question_pb';
import type { Engine } from '../../../session/engine';
import { AreaField } from '../../../ui/field';
import { AskedDialog } from '../asked-dialog';
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
    <AskedDialog
      title={t('asked.answer.title')}
      asked={asked}
      confirm={t('asked.answer.save')}
      onConfirm={handleSave}
      onClose={onClose}
    >
      <blockquote className="quoted">
        <p className="line-text">{question.text}</p>
      </blockquote>
      <AreaField
        label={t('asked.answer.label')}
        hint={t('asked.answer.sees')}
        error={wrong && t(wrong)}
        required
        rows={5}
        value={text}
        onChange={setText}
      />
    </AskedDialog>
  );
}
