// Everyone's questions: those that are open in the order one likes, the answered ones below.
import { useCallback, useState } from 'react';
import type { MessageKey } from '../../../i18n/en';
import { useI18n } from '../../../i18n/i18n-provider';
import type { Question } from '../../../protocol/convene/v1/question_pb';
import { QuestionState } from '../../../protocol/convene/v1/question_pb';
import { Button } from '../../../ui/button';
import { ConfirmDialog } from '../../../ui/dialog';
import { later } from '../../../ui/later';
import { useFacilitating, useRoom } from '../room-context';
import { AskForm } from './ask-form';
import type { DeskDialog } from './desk-dialogs';
import { MyUnseen } from './my-unseen';
import { QuestionCard } from './question-card';
import { voteQuestion, withdrawQuestion } from './question-commands';
import type { QuestionSort } from './question-order';
import { inOrder, isAnswered, QUESTION_SORTS } from './question-order';
import { useNoAsking } from './use-askable';
import { useCalmOrder } from './use-calm-order';
import type { Questions } from './use-questions';
import { useQuestions } from './use-questions';
import './question.css';

const DeskQueue = later(async () => (await import('./desk-queue')).DeskQueue, { quiet: true });
const DeskTools = later(async () => (await import('./desk-tools')).DeskTools, { quiet: true });
const DeskDialogs = later(async () => (await import('./desk-dialogs')).DeskDialogs, {
  quiet: true,
});

export function QuestionPanel() {
  const { t } = useI18n();
  const { engine } = useRoom();
  const runs = useFacilitating();
  const all = useQuestions();
  const noAsking = useNoAsking();
  const [sort, setSort] = useState<QuestionSort>('votes');
  const [withdrawing, setWithdrawing] = useState<string>();
  const [dialog, setDialog] = useState<DeskDialog>();
  const wanted = inOrder(all.questions, sort, all.districtOf).map(({ id }) => id);
  const { ids, changes, update } = useCalmOrder(wanted, new Set(all.byId.keys()), sort);
  const open = ids.flatMap((id) => all.byId.get(id) ?? []);
  const below = all.questions.filter((one) => isAnswered(one) && !ids.includes(one.id)).reverse();
  const empty = open.length === 0 ? emptyKey(all, engine !== undefined, below.length) : undefined;
  const mayAct = engine !== undefined && noAsking !== 'over' && noAsking !== 'watching';
  const closeDialog = useCallback(() => setDialog(undefined), []);

  const card = (question: Question) => (
    <QuestionCard
      key={question.id}
      question={question}
      desk={all.deskOf.get(question.id)}
      district={all.districtOf(question)}
      mine={all.mineIds.has(question.id)}
      voted={all.votedIds.has(question.id)}
      voting={all.votingIds.has(question.id)}
      onVote={mayAct ? (on) => engine.send(voteQuestion(question.id, on)) : undefined}
      onWithdraw={mayAct ? () => setWithdrawing(question.id) : undefined}
    >
      {runs && engine && (
        <DeskTools
          question={question}
          desk={all.deskOf.get(question.id)}
          engine={engine}
          onDialog={setDialog}
        />
      )}
    </QuestionCard>
  );

  return (
    <div className="people questions">
      <header className="people-head">
        <h2 id="questions-title">{t('question.title')}</h2>
        <p className="muted numbers">{t('question.open', { count: wanted.length })}</p>
      </header>
      <div className="questions-tools">
        <label className="questions-sort">
          <span>{t('question.sort')}</span>
          <select
            className="input"
            value={sort}
            onChange={({ target }) => setSort(target.value as QuestionSort)}
          >
            {QUESTION_SORTS.map((one) => (
              <option key={one} value={one}>
                {t(`question.sort.${one}`)}
              </option>
            ))}
          </select>
        </label>
        {runs && (
          <Button
            size="small"
            aria-label={t('asked.rulesOf')}
            onClick={() => setDialog({ kind: 'rules' })}
          >
            {t('asked.rules')}
          </Button>
        )}
        {/* Always in its place: what it says changes, what is read does not move. */}
        <p className="questions-changes">
          {changes > 0 && (
            <Button kind="plain" size="small" onClick={update}>
              {t('question.changes', { count: changes })}
            </Button>
          )}
        </p>
      </div>
      <section
        className="people-scroll"
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must scroll by keyboard.
        tabIndex={0}
        aria-labelledby="questions-title"
      >
        {runs && engine && <DeskQueue all={all} engine={engine} onDialog={setDialog} />}
        <MyUnseen questions={all.unseen} onWithdraw={mayAct ? setWithdrawing : undefined} />
        {empty && <p className="lines-empty">{t(empty)}</p>}
        <ul aria-label={t('question.list')}>{open.map(card)}</ul>
        {below.length > 0 && (
          <details className="questions-answered">
            <summary>{t('question.answered', { count: below.length })}</summary>
            <ul>{below.map(card)}</ul>
          </details>
        )}
      </section>
      {engine && noAsking === undefined && <AskForm engine={engine} />}
      {engine && (noAsking === 'closed' || noAsking === 'watching') && (
        <p className="ask muted">{t(`question.${noAsking}`)}</p>
      )}
      {engine && withdrawing !== undefined && (
        <ConfirmDialog
          title={t('question.withdraw.title')}
          body={t('question.withdraw.body')}
          confirm={t('question.withdraw.confirm')}
          onConfirm={() => engine.send(withdrawQuestion(withdrawing))}
          onClose={() => setWithdrawing(undefined)}
        />
      )}
      {engine && dialog && (
        <DeskDialogs all={all} dialog={dialog} engine={engine} onClose={closeDialog} />
      )}
    </div>
  );
}

/** Whoever knows of a question that is not shown is not told that there is none. */
function emptyKey(all: Questions, live: boolean, answered: number): MessageKey | undefined {
  const { waiting, hidden, unseen } = all;
  if (!live) return 'question.empty.replay';
  // It is right there.
  if (waiting.length > 0 || unseen.some(isWaiting)) return undefined;
  if (answered > 0) return 'question.empty.allAnswered';
  return hidden.length + unseen.length > 0 ? 'question.empty.shown' : 'question.empty';
}

function isWaiting({ state }: Question): boolean {
  return state === QuestionState.WAITING;
}
