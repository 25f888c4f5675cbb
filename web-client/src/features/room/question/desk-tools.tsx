// What facilitators can do with a question that is shown: one press away, so that it can be read.
import { useId, useState } from 'react';
import { useI18n } from '../../../i18n/i18n-provider';
import type { Question, QuestionDesk } from '../../../protocol/convene/v1/question_pb';
import type { Engine } from '../../../session/engine';
import { Button } from '../../../ui/button';
import { setSpotlight } from '../commands';
import { useRoomState } from '../room-context';
import { usePersonName } from '../use-person-name';
import type { DeskDialog } from './desk-dialogs';
import { answerQuestion, showQuestion, unanswerQuestion } from './question-commands';
import { isAnswered } from './question-order';
import { shortText } from './short-text';

interface DeskToolsProps {
  question: Question;
  desk: QuestionDesk | undefined;
  engine: Engine;
  onDialog: (dialog: DeskDialog) => void;
}

export function DeskTools({ question, desk, engine, onDialog }: DeskToolsProps) {
  const { t } = useI18n();
  const nameOf = usePersonName();
  const bodyId = useId();
  const [open, setOpen] = useState(false);
  const { id, text } = question;
  const spotlit = useRoomState(({ view }) => {
    const on = view?.spotlight?.on;
    return on?.case === 'questionId' && on.value === id;
  });
  const answered = isAnswered(question);
  return (
    <div className="question-desk">
      <p className="question-acts">
        <Button
          kind="plain"
          size="small"
          aria-expanded={open}
          aria-controls={bodyId}
          aria-label={t('asked.manageOf', { text: shortText(text) })}
          onClick={() => setOpen(!open)}
        >
          {t('asked.manage')}
        </Button>
        {desk?.assignedId && (
          <span className="muted">{t('asked.assigned', { name: nameOf(desk.assignedId) })}</span>
        )}
      </p>
      <div id={bodyId} className="question-acts" hidden={!open}>
        {answered ? (
          <Button size="small" onClick={() => engine.send(unanswerQuestion(id))}>
            {t('asked.undo')}
          </Button>
        ) : (
          <Button size="small" onClick={() => engine.send(answerQuestion(id))}>
            {t('asked.live')}
          </Button>
        )}
        <Button size="small" onClick={() => onDialog({ kind: 'answer', id })}>
          {t('asked.inText')}
        </Button>
        <Button
          size="small"
          onClick={() => engine.send(setSpotlight(spotlit ? undefined : { questionId: id }))}
        >
          {t(spotlit ? 'asked.unspotlight' : 'asked.spotlight')}
        </Button>
        {!answered && (
          <>
            <Button size="small" onClick={() => onDialog({ kind: 'assign', id })}>
              {t('asked.assign')}
            </Button>
            <Button size="small" onClick={() => onDialog({ kind: 'merge', id })}>
              {t('asked.merge')}
            </Button>
            <Button size="small" onClick={() => engine.send(showQuestion(id, false))}>
              {t('asked.hide')}
            </Button>
          </>
        )}
      </div>
    </div>
  );
}
