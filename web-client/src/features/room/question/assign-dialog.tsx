// Who looks after a question, and by when there is an answer.
import { useState } from 'react';
import { useI18n } from '../../../i18n/i18n-provider';
import type { Question, QuestionDesk } from '../../../protocol/convene/v1/question_pb';
import type { Person } from '../../../protocol/convene/v1/roster_pb';
import type { Engine } from '../../../session/engine';
import { SelectField, TextField } from '../../../ui/field';
import { AskedDialog } from '../asked-dialog';
import { mayFacilitate, useRoomState } from '../room-context';
import { useAsked } from '../use-asked';
import { dayField, dayMs } from './promised-day';
import { assignQuestion } from './question-commands';

interface AssignDialogProps {
  question: Question;
  desk: QuestionDesk;
  engine: Engine;
  onClose: () => void;
}

const NOBODY: readonly Person[] = [];

export function AssignDialog({ question, desk, engine, onClose }: AssignDialogProps) {
  const { t } = useI18n();
  const people = useRoomState(({ view }) => view?.people ?? NOBODY);
  const [personId, setPersonId] = useState(desk.assignedId);
  const [day, setDay] = useState(() => dayField(Number(question.promisedMs)));
  const asked = useAsked(engine, onClose);
  const team = people.filter(
    ({ id, permission }) => mayFacilitate(permission) || id === desk.assignedId,
  );
  return (
    <AskedDialog
      title={t('asked.assign.title')}
      asked={asked}
      confirm={t('asked.assign.save')}
      onConfirm={() => asked.ask(assignQuestion(question.id, personId, dayMs(day)))}
      onClose={onClose}
    >
      <blockquote className="quoted">
        <p className="line-text">{question.text}</p>
      </blockquote>
      <SelectField label={t('asked.assign.who')} free value={personId} onChange={setPersonId}>
        <option value="">{t('asked.assign.nobody')}</option>
        {team.map(({ id, name }) => (
          <option key={id} value={id}>
            {name}
          </option>
        ))}
      </SelectField>
      <TextField
        type="date"
        label={t('asked.assign.day')}
        hint={t('asked.assign.sees')}
        value={day}
        onChange={setDay}
      />
    </AskedDialog>
  );
}
