// What to say aloud about rooms: where one is, that they close, what was told to all of them.
import type { Language } from '../../../i18n/language';
import type { Translate } from '../../../i18n/translate';
import { RoundState } from '../../../protocol/convene/v1/breakout_pb';
import type { View } from '../../../protocol/convene/v1/view_pb';
import { helpCallsOf, myPlaceOf, openRoundOf } from '../../../session/rounds';
import { isWriting } from './is-writing';
import { reportMoves } from './plenary/announce-reports';
import { eitherOf, roomName } from './room-words';
import { workWords } from './work/announce-work';

/** Each is said once. */
export function roomMoves(before: View, after: View, language: Language, t: Translate): string[] {
  const words: string[] = [];
  const [was, is] = [myPlaceOf(before), myPlaceOf(after)];
  const moved = was?.roundId !== is?.roundId || was?.room.number !== is?.room.number;
  if (is && moved) {
    const room = roomName(is.room, language, t);
    const count = is.room.places.length - 1;
    words.push(
      isWriting()
        ? t('announce.inRoomWriting', { room })
        : t('announce.inRoom', { room, count: Math.max(0, count) }),
    );
  }
  const told = eitherOf(is?.room.told?.text, language).words;
  if (told !== '' && !moved && is?.room.told?.atMs !== was?.room.told?.atMs) {
    words.push(t('announce.toldHere', { text: told }));
  }
  if (is) words.push(...workWords(moved ? undefined : was, is, after, language, t));
  if (was && !is) words.push(t('announce.backInPlenary'));
  if (is?.room.help?.claimedById && !moved && !was?.room.help?.claimedById) {
    const helper = after.people.find(({ id }) => id === is.room.help?.claimedById);
    words.push(t('announce.helpClaimed', { name: helper?.name ?? t('people.someone') }));
  }
  return [
    ...words,
    ...roundMoves(before, after, language, t),
    ...helpMoves(before, after, language, t),
    ...reportMoves(before, after, language, t),
  ];
}

function roundMoves(before: View, after: View, language: Language, t: Translate): string[] {
  const [was, is] = [openRoundOf(before), openRoundOf(after)];
  if (!is) return [];
  const words: string[] = [];
  if (was?.id !== is.id && is.choices.length > 0) words.push(t('announce.choose'));
  if (is.state === RoundState.CLOSING && was?.state === RoundState.OPEN) {
    words.push(t('announce.roomsClosing'));
  }
  const text = eitherOf(is.told?.text, language).words;
  if (text !== '' && is.told?.atMs !== was?.told?.atMs && was) {
    words.push(t('announce.told', { text }));
  }
  return words;
}

/** For facilitators: only they see the rooms. */
function helpMoves(before: View, after: View, language: Language, t: Translate): string[] {
  if (before.rounds === after.rounds) return [];
  const known = new Set(helpCallsOf(before).map(({ number }) => number));
  return helpCallsOf(after)
    .filter(({ number }) => !known.has(number))
    .map((room) => t('announce.helpAsked', { room: roomName(room, language, t) }));
}
