// The dialogs of facilitators about questions. One whose question is gone closes by itself.
import { useEffect } from 'react';
import type { Engine } from '../../../session/engine';
import { AnswerDialog } from './answer-dialog';
import { AssignDialog } from './assign-dialog';
import { MergeDialog } from './merge-dialog';
import { RulesDialog } from './rules-dialog';
import type { Questions } from './use-questions';

export type DeskDialog = { kind: 'rules' } | { kind: 'answer' | 'assign' | 'merge'; id: string };

interface DeskDialogsProps {
  all: Questions;
  dialog: DeskDialog;
  engine: Engine;
  onClose: () => void;
}

export function DeskDialogs({ all, dialog, engine, onClose }: DeskDialogsProps) {
  const desk = dialog.kind === 'rules' ? undefined : all.deskOf.get(dialog.id);
  const question = desk?.question;
  const gone = dialog.kind !== 'rules' && !question;

  useEffect(() => {
    if (gone) onClose();
  }, [gone, onClose]);

  if (dialog.kind === 'rules') return <RulesDialog engine={engine} onClose={onClose} />;
  if (!desk || !question) return null;
  const about = { question, engine, onClose };
  switch (dialog.kind) {
    case 'answer':
      return <AnswerDialog {...about} />;
    case 'assign':
      return <AssignDialog {...about} desk={desk} />;
    case 'merge':
      return <MergeDialog {...about} questions={all.questions} />;
  }
}
