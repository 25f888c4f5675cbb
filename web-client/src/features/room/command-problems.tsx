// Commands other than lines that were refused, or whose outcome nobody knows.
import type { MessageKey } from '../../i18n/en';
import { errorKey } from '../../i18n/error-words';
import { useI18n } from '../../i18n/i18n-provider';
import { ErrorCode } from '../../protocol/convene/v1/error_pb';
import type { CommandBody } from '../../session/conversations';
import type { Engine } from '../../session/engine';
import { isOpen } from '../../session/outbox';
import { Button } from '../../ui/button';
import { Notice } from '../../ui/notice';
import { useStore } from '../../ui/use-store';

type Case = Exclude<CommandBody['case'], 'sendLine' | undefined>;

const NAMES: Record<Case, MessageKey> = {
  openLobby: 'bar.openLobby',
  startSession: 'bar.start',
  endSession: 'bar.end',
  cancelEnd: 'ending.keep',
  reopenSession: 'reopen.button',
  setSpotlight: 'line.spotlight',
  askPresence: 'presence.ask',
  confirmPresence: 'presence.here',
  answerConsent: 'consent.change',
  publishReplay: 'bar.publish.submit',
  setPermission: 'did.setPermission',
  removePerson: 'people.remove',
  setAttention: 'attention.title',
  admitPerson: 'door.admit',
  correctPerson: 'people.correct',
  mergePerson: 'door.merge',
  editLine: 'line.edit',
  deleteLine: 'line.delete',
  pinLine: 'line.pin',
  react: 'line.react',
  reportLine: 'line.report',
  keepLine: 'reviews.keep',
  setChatRules: 'rules.title',
  putAgendaItem: 'did.changeAgenda',
  removeAgendaItem: 'did.changeAgenda',
  moveAgendaItem: 'did.changeAgenda',
  goToAgendaItem: 'did.goToStep',
  extendAgendaItem: 'bar.time',
  turnPage: 'did.turnPage',
  putRound: 'did.changeRooms',
  removeRound: 'did.changeRooms',
  openRooms: 'did.openRooms',
  placePeople: 'did.moveToRoom',
  putRoom: 'did.changeRooms',
  extendRooms: 'did.roomTime',
  closeRooms: 'did.closeRooms',
  tellRooms: 'did.tellRooms',
  callHelp: 'help.ask',
  answerHelp: 'did.answerHelp',
  chooseRoom: 'choose.title',
  pauseRooms: 'did.pauseRooms',
  reopenRooms: 'did.reopenRooms',
  mergeRooms: 'did.mergeRooms',
  lookIntoRooms: 'did.lookIntoRooms',
  barFromRooms: 'did.barFromRooms',
  assignRooms: 'did.assignRooms',
  giveRole: 'did.giveRole',
  stepRooms: 'did.stepRooms',
  rotateRooms: 'did.rotateRooms',
  putResult: 'did.putResult',
  setReports: 'did.setReports',
  putPoll: 'did.changePolls',
  removePoll: 'did.changePolls',
  openPoll: 'did.openPoll',
  extendPoll: 'did.pollTime',
  closePoll: 'did.closePoll',
  revealPoll: 'did.revealPoll',
  castBallot: 'did.castBallot',
  hideAnswer: 'did.hideAnswer',
  askQuestion: 'did.askQuestion',
  voteQuestion: 'did.voteQuestion',
  withdrawQuestion: 'did.withdrawQuestion',
  showQuestion: 'did.showQuestion',
  mergeQuestion: 'did.mergeQuestion',
  answerQuestion: 'did.answerQuestion',
  assignQuestion: 'did.assignQuestion',
  setQuestionRules: 'did.setQuestionRules',
  raiseHand: 'did.raiseHand',
  lowerHand: 'did.lowerHand',
  giveTurn: 'did.giveTurn',
  pressReaction: 'line.react',
  startWaterfall: 'did.startWaterfall',
  writeWaterfall: 'did.readyWaterfall',
  readyWaterfall: 'did.readyWaterfall',
  endWaterfall: 'did.endWaterfall',
  putBoard: 'did.changeBoards',
  removeBoard: 'did.changeBoards',
  setRoundBoard: 'did.changeBoards',
  setRoundBoards: 'did.changeBoards',
  editBoard: 'did.editBoard',
  voteElement: 'did.voteElement',
  reportElement: 'did.reportElement',
  hideElement: 'did.hideElement',
  carryElements: 'did.carryElements',
  harvestBoards: 'did.harvestBoards',
};

/** What is no loss when it did not happen: nothing is said of it. */
const SLIGHT: readonly CommandBody['case'][] = ['pressReaction', 'writeWaterfall'];

/** What may well work a moment later, as it is. */
const AGAIN: readonly Case[] = [
  'editLine',
  'admitPerson',
  'confirmPresence',
  'setAttention',
  'editBoard',
];

export function CommandProblems({ engine }: { engine: Engine }) {
  const { t } = useI18n();
  const pending = useStore(engine.store, (state) => state.pending);
  return pending.map((item) => {
    const { case: kind } = item.body;
    if (isOpen(item) || kind === undefined || kind === 'sendLine') return null;
    if (SLIGHT.includes(kind)) return null;
    const what = t(NAMES[kind]);
    const why = t(errorKey(item.code ?? ErrorCode.UNSPECIFIED));
    return (
      <Notice
        key={item.key}
        tone="danger"
        actions={
          <div className="form-actions">
            {AGAIN.includes(kind) && (
              <Button size="small" onClick={() => engine.retry(item.key)}>
                {t('tryAgain')}
              </Button>
            )}
            <Button size="small" onClick={() => engine.discard(item.key)}>
              {t('away.dismiss')}
            </Button>
          </div>
        }
      >
        {item.state === 'unknown'
          ? t('command.unknown', { what })
          : t('command.failed', { what, why })}
        {textsOf(item.body).map((text) => (
          <p key={text} className="line-text">
            {text}
          </p>
        ))}
      </Notice>
    );
  });
}

/** What somebody wrote is not lost with it. */
function textsOf(body: CommandBody): readonly string[] {
  if (body.case === 'editLine') return [body.value.text];
  if (body.case !== 'editBoard') return [];
  return [...new Set(body.value.elements.flatMap(({ text }) => text || []))];
}
