// How many questions have been shown since this person last looked at them.
import { useEffect, useState } from 'react';
import { tabStore } from '../../../lib/storage';
import type { Question } from '../../../protocol/convene/v1/question_pb';
import { useMyId, useRoom, useRoomState } from '../room-context';

const NONE: readonly Question[] = [];

/** `looking`: they are on the screen, and nothing in them is new. */
export function useNewQuestions(looking: boolean): number {
  const { sessionId, engine } = useRoom();
  const meId = useMyId();
  const questions = useRoomState(({ view }) => view?.questions ?? NONE);
  const key = `convene.questions.${sessionId}`;
  // A newcomer has not missed what was asked before they came.
  const [lastId, setLastId] = useState(
    () => tabStore.read(key) ?? questions[questions.length - 1]?.id ?? '',
  );
  const newestId = questions[questions.length - 1]?.id ?? '';

  useEffect(() => {
    if (!engine || !looking || newestId === '') return;
    setLastId(newestId);
    tabStore.write(key, newestId);
  }, [engine, looking, newestId, key]);

  if (!engine || looking) return 0;
  return newAfter(questions, lastId, meId);
}

/** They stand in the order in which they were shown. One that is gone says nothing. */
export function newAfter(questions: readonly Question[], lastId: string, meId: string): number {
  const last = questions.findIndex(({ id }) => id === lastId);
  if (last === -1 && lastId !== '') return 0;
  return questions.slice(last + 1).filter(({ authorId }) => authorId !== meId).length;
}
