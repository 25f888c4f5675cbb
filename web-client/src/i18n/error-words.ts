// The one place that maps what a server refuses to words.
import { ErrorCode } from '../protocol/convene/v1/error_pb';
import type { MessageKey } from './en';

const WORDS: Record<ErrorCode, MessageKey> = {
  [ErrorCode.UNSPECIFIED]: 'error.unspecified',
  [ErrorCode.INVALID]: 'error.invalid',
  [ErrorCode.NOT_SIGNED_IN]: 'error.notSignedIn',
  [ErrorCode.NOT_ALLOWED]: 'error.notAllowed',
  [ErrorCode.NOT_FOUND]: 'error.notFound',
  [ErrorCode.TOO_FAST]: 'error.tooFast',
  [ErrorCode.RETRY_LATER]: 'error.retryLater',
  [ErrorCode.ID_CONFLICT]: 'error.idConflict',
  [ErrorCode.ID_TOO_OLD]: 'error.idTooOld',
  [ErrorCode.INTERNAL]: 'error.internal',
  [ErrorCode.TOO_LARGE]: 'error.tooLarge',
  [ErrorCode.WRONG_ORIGIN]: 'error.wrongOrigin',
  [ErrorCode.UPGRADING]: 'error.upgrading',
  [ErrorCode.WRONG_STATE]: 'error.wrongState',
  [ErrorCode.CONSENT_NEEDED]: 'error.consentNeeded',
  [ErrorCode.WATCHING_ONLY]: 'error.watchingOnly',
  [ErrorCode.REMOVED]: 'error.removed',
  [ErrorCode.REPLAY_NOT_OPEN]: 'error.replayNotOpen',
  [ErrorCode.EMAIL_TAKEN]: 'error.emailTaken',
  [ErrorCode.NO_SUCH_PERSON]: 'error.noSuchPerson',
  [ErrorCode.LAST_FACILITATOR]: 'error.lastFacilitator',
  [ErrorCode.BAD_CDS_CODE]: 'error.badCdsCode',
  [ErrorCode.ALREADY_CLAIMED]: 'error.alreadyClaimed',
  [ErrorCode.FULL]: 'error.full',
  [ErrorCode.BAD_RECIPIENTS]: 'error.badRecipients',
  [ErrorCode.TOO_MANY_CHANNELS]: 'error.tooManyChannels',
  [ErrorCode.NO_SUCH_LINE]: 'error.noSuchLine',
  [ErrorCode.SLOW_MODE]: 'error.slowMode',
  [ErrorCode.CHAT_LOCKED]: 'error.chatLocked',
  [ErrorCode.PRIVATE_LINES_OFF]: 'error.privateLinesOff',
  [ErrorCode.TOO_MANY_PINS]: 'error.tooManyPins',
  [ErrorCode.TOO_MANY]: 'error.tooMany',
  [ErrorCode.WAITING]: 'error.waiting',
  [ErrorCode.CHECK_OVER]: 'error.checkOver',
  [ErrorCode.NO_GUEST]: 'error.noGuest',
  [ErrorCode.NO_SUCH_ITEM]: 'error.noSuchItem',
  [ErrorCode.AGENDA_MOVED]: 'error.agendaMoved',
  [ErrorCode.ITEM_IS_NOW]: 'error.itemIsNow',
  [ErrorCode.NO_SUCH_FILE]: 'error.noSuchFile',
  [ErrorCode.BAD_FILE]: 'error.badFile',
  [ErrorCode.BAD_TABLE]: 'error.badTable',
  [ErrorCode.PREVIEW_OLD]: 'error.previewOld',
  [ErrorCode.WRONG_PASSWORD]: 'error.wrongPassword',
  [ErrorCode.LINK_USED]: 'error.linkUsed',
  [ErrorCode.NO_SUCH_CODE]: 'error.noSuchCode',
};

/** A code from a newer server gets the general words. */
export function errorKey(code: ErrorCode): MessageKey {
  return WORDS[code] ?? 'error.unspecified';
}
