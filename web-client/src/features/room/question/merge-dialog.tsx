// Makes a question part of another one, which is chosen from a list.
import { useState } from 'react';
import { useI18n } from '../../../i18n/i18n-provider';
import { folded } from '../../../lib/folded';
import type { Question } from '../../../protocol/convene/v1/question_pb';
import type { Engine } from '../../../session/engine';
import { AskedDialog } from '../asked-dialog';
import { useAsked } from '../use-asked';
import { mergeQuestion } from './question-commands';
import { isAnswered } from './question-order';

interface MergeDialogProps {
  question: Question;
  /** Those that are shown. */
  questions: readonly Question[];
  engine: Engine;
  onClose: () => void;
}

/** More than these are found by a word of theirs. */
const SHOWN_MAX = 12;

export function MergeDialog({ question, questions, engine, onClose }: MergeDialogProps) {
  const { t } = useI18n();
  const [query, setQuery] = useState('');
  const [intoId, setIntoId] = useState('');
  const asked = useAsked(engine, onClose);
  const found = candidates(questions, question.id, query, intoId);
  return (
    <AskedDialog
      title={t('asked.merge.title')}
      className="dialog-tall"
      asked={asked}
      confirm={t('asked.merge.save')}
      disabled={intoId === ''}
      onConfirm={() => asked.ask(mergeQuestion(question.id, intoId))}
      onClose={onClose}
    >
      <blockquote className="quoted">
        <p className="line-text">{question.text}</p>
      </blockquote>
      <p className="muted">{t('asked.merge.lead')}</p>
      <input
        className="input"
        type="search"
        autoComplete="off"
        aria-label={t('asked.merge.find')}
        placeholder={t('asked.merge.find')}
        value={query}
        onChange={({ target }) => setQuery(target.value)}
      />
      <fieldset className="choices-column">
        <legend>{t('asked.merge.choose')}</legend>
        {found.length === 0 && <p className="muted">{t('asked.merge.none')}</p>}
        {found.map(({ id, text, votes }) => (
          <label key={id} className="choice">
            <input
              type="radio"
              name="merge-question"
              checked={id === intoId}
              onChange={() => setIntoId(id)}
            />
            <span>
              {text} <span className="muted">{t('question.votes', { count: votes })}</span>
            </span>
          </label>
        ))}
      </fieldset>
    </AskedDialog>
  );
}

/** What is chosen stays in sight; the others by their votes. */
function candidates(
  questions: readonly Question[],
  questionId: string,
  query: string,
  intoId: string,
): Question[] {
  const wanted = folded(query.trim());
  return questions
    .filter((one) => one.id !== questionId && !isAnswered(one))
    .filter(({ id, text }) => id === intoId || folded(text).includes(wanted))
    .sort((a, b) => Number(b.id === intoId) - Number(a.id === intoId) || b.votes - a.votes)
    .slice(0, SHOWN_MAX);
}
