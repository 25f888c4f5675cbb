// What to say aloud of what has changed: little, once, and what concerns one first.
import { inLanguage } from '../../i18n/enum-words';
import type { Language } from '../../i18n/language';
import type { Translate } from '../../i18n/translate';
import type { Line } from '../../protocol/convene/v1/chat_pb';
import { ChannelKind } from '../../protocol/convene/v1/chat_pb';
import { Consent, SessionState } from '../../protocol/convene/v1/session_pb';
import type { View } from '../../protocol/convene/v1/view_pb';
import { boardTitle } from '../../session/board-places';
import { isOtherRoom } from '../../session/rounds';
import { talkMoves } from './announce-talk';
import { roomMoves } from './breakout/announce-rooms';
import { pollMoves } from './poll/announce-polls';

/** About lines: nothing, how many there are, or what each says. */
export type AnnounceSetting = 'off' | 'counts' | 'all';

export const ANNOUNCE_SETTINGS: readonly AnnounceSetting[] = ['off', 'counts', 'all'];

/** More than this at once is a flood: then a count says more. */
const READ_ALOUD_MAX = 3;

/** Lines by others that the newer view has at the end and the older one has not. */
export function newLines(before: View, after: View): Line[] {
  const meId = after.me?.personId;
  const found: Line[] = [];
  for (const channel of after.channels) {
    const old = before.channels.find(({ id }) => id === channel.id);
    if (old === channel || isOtherRoom(after, channel)) continue;
    // Of a room one hears what is said there since one came.
    if (!old && channel.kind === ChannelKind.ROOM) continue;
    const lastId = old?.lines[old.lines.length - 1]?.id;
    for (let index = channel.lines.length - 1; index >= 0; index--) {
      const line = channel.lines[index];
      if (!line || line.id === lastId) break;
      if (line.authorId !== meId) found.push(line);
    }
  }
  return found.sort((a, b) => Number(a.atMs - b.atMs));
}

export function lineWords(
  lines: readonly Line[],
  setting: AnnounceSetting,
  meId: string,
  t: Translate,
): string {
  if (lines.length === 0 || setting === 'off') return '';
  const mentions = lines.filter(({ mentionIds }) => mentionIds.includes(meId));
  if (setting === 'counts' || lines.length > READ_ALOUD_MAX) {
    if (mentions.length === 0) return t('chat.newBelow', { count: lines.length });
    return t('announce.withMentions', { count: lines.length, mentions: mentions.length });
  }
  return lines
    .map((line) => {
      const said = `${line.authorName}: ${line.text}`;
      return mentions.includes(line) ? `${t('line.mentionsYou')}. ${said}` : said;
    })
    .join('. ');
}

/** What the session itself has done between two views; each is said once. */
export function moveWords(before: View, after: View, language: Language, t: Translate): string[] {
  const words: string[] = [];
  const item = after.now?.item;
  if (item && item.id !== before.now?.item?.id) {
    const title = inLanguage(item.title, language).words;
    words.push(t('announce.step', { title, minutes: item.minutes }));
  }
  const was = before.session?.state;
  const is = after.session?.state;
  if (is === SessionState.LIVE && was === SessionState.LOBBY) words.push(t('announce.started'));
  if (is === SessionState.LIVE && was === SessionState.ENDED) words.push(t('announce.reopened'));
  const ending = (view: View) => (view.session?.endingAtMs ?? 0n) > 0n;
  if (is === SessionState.LIVE && ending(before) && !ending(after)) {
    words.push(t('announce.goesOn'));
  }
  if (
    after.me?.consent !== Consent.UNSPECIFIED &&
    spotlit(after, language) &&
    !sameSpotlight(before, after)
  ) {
    words.push(t('announce.spotlight', { what: spotlit(after, language) }));
  }
  const [had, has] = [before.me?.confirmedCheck ?? 0, after.me?.confirmedCheck ?? 0];
  if (has > had) words.push(t('announce.presence'));
  return [
    ...words,
    ...talkMoves(before, after, t),
    ...pollMoves(before, after, language, t),
    ...roomMoves(before, after, language, t),
  ];
}

function spotlit(view: View, language: Language): string {
  const { spotlight, people, runs, questions } = view;
  const on = spotlight?.on;
  if (on?.case === 'runId') {
    return inLanguage(runs.find(({ id }) => id === on.value)?.poll?.title, language).words;
  }
  if (on?.case === 'line') return `${on.value.authorName}: ${on.value.text}`;
  if (on?.case === 'slide') return inLanguage(on.value.title, language).words;
  if (on?.case === 'boardId') return inLanguage(boardTitle(view, on.value), language).words;
  if (on?.case === 'questionId') return questions.find(({ id }) => id === on.value)?.text ?? '';
  if (on?.case === 'personId') return people.find(({ id }) => id === on.value)?.name ?? '';
  return '';
}

function sameSpotlight(before: View, after: View): boolean {
  const key = ({ spotlight }: View) => {
    const on = spotlight?.on;
    if (on?.case === 'line') return on.value.id;
    // Turned pages say so themselves.
    return on?.case === 'slide' ? on.value.itemId : on?.value;
  };
  return key(before) === key(after);
}
