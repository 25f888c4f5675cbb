// Applies the server's changes to a view. No rules: the server has decided already.
import { assertNever } from '../lib/assert-never';
import type { Channel, Line, MyReaction, Review } from '../protocol/convene/v1/chat_pb';
import { ChannelKind } from '../protocol/convene/v1/chat_pb';
import type { Person } from '../protocol/convene/v1/roster_pb';
import type { Change, LineReactions, MyReactionSet, View } from '../protocol/convene/v1/view_pb';
import { boardGone, putBoard, putRoundBoard } from './board-places';
import { applyPollChange } from './polls';
import { putResults, putRound, setChoice, setOutcome, setRoom } from './rounds';
import { applyTalk } from './talk-changes';

/** How many lines of a channel to keep. */
export type LinesMax = (kind: ChannelKind) => number;

/** What the server's view holds, and a newcomer gets. */
export const linesOfLaw: LinesMax = (kind) => (kind === ChannelKind.PRIVATE ? 50 : 100);

/** A browser that stays may keep more. */
export const linesKept: LinesMax = () => 2000;

/** Of reviews, browser and server keep the same. */
export const REVIEWS_MAX = 200;

/** A new view; everything that the change does not touch stays the same object. */
export function applyChange(view: View, { change }: Change, linesMax = linesKept): View {
  switch (change.case) {
    case 'session':
      return { ...view, session: change.value };
    case 'me':
      return { ...view, me: change.value };
    case 'personPut':
      return { ...view, people: putPerson(view.people, change.value) };
    case 'personGone':
      return { ...view, people: view.people.filter((person) => person.id !== change.value) };
    case 'channelPut':
      return { ...view, channels: putChannel(view.channels, change.value) };
    case 'lineAdded':
      return { ...view, channels: addLine(view.channels, change.value, linesMax) };
    case 'linePut':
      return { ...view, channels: putLine(view.channels, change.value) };
    case 'lineReactions':
      return { ...view, channels: putReactions(view.channels, change.value) };
    case 'pinned': {
      const { channelId, lines } = change.value;
      return { ...view, channels: pin(view.channels, channelId, lines) };
    }
    case 'chatRules':
      return { ...view, chatRules: change.value };
    case 'myReaction':
      return { ...view, myReactions: setReaction(view.myReactions, change.value) };
    case 'reviewPut':
      return { ...view, reviews: putReview(view.reviews, change.value) };
    case 'outline':
      return { ...view, outline: change.value };
    case 'agenda':
      return { ...view, agenda: change.value };
    case 'now':
      return { ...view, now: change.value };
    case 'spotlight':
      return { ...view, spotlight: change.value };
    case 'check':
      return { ...view, check: change.value };
    case 'tally':
      return { ...view, tally: change.value };
    case 'openRound':
      return { ...view, openRound: change.value };
    case 'myRoom':
      return { ...view, myRoom: change.value };
    case 'roundPut':
      return { ...view, rounds: putRound(view.rounds, change.value) };
    case 'roundGone':
      return { ...view, rounds: view.rounds.filter(({ id }) => id !== change.value) };
    case 'roomSet':
      return { ...view, rounds: setRoom(view.rounds, change.value) };
    case 'choiceSet':
      return { ...view, openRound: setChoice(view.openRound, change.value) };
    case 'resultsPut':
      return { ...view, results: putResults(view.results, change.value) };
    case 'outcomeSet':
      return { ...view, results: setOutcome(view.results, change.value) };
    case 'results':
      return { ...view, results: change.value.rounds };
    case 'reports':
      return { ...view, reports: change.value };
    case 'channelSet':
      return { ...view, channels: setChannel(view.channels, change.value) };
    case 'channelGone':
      return { ...view, channels: view.channels.filter(({ id }) => id !== change.value) };
    case 'pollPut':
    case 'pollGone':
    case 'runPut':
    case 'runGone':
    case 'shown':
    case 'shownGone':
    case 'tallyPut':
    case 'myBallot':
      return applyPollChange(view, change);
    case 'questionPut':
    case 'questionGone':
    case 'questionVotes':
    case 'questionDeskPut':
    case 'myQuestionPut':
    case 'myVote':
    case 'questionRules':
    case 'handPut':
    case 'handGone':
    case 'hands':
    case 'turn':
    case 'pulse':
    case 'waterfall':
    case 'waterfallCount':
    case 'myAnswer':
      return applyTalk(view, change);
    case 'boardPut':
      return { ...view, boards: putBoard(view.boards, change.value) };
    case 'boardGone':
      return { ...view, boards: boardGone(view.boards, change.value) };
    case 'roundBoard':
      return { ...view, roundBoards: putRoundBoard(view.roundBoards, change.value) };
    case 'view':
      return change.value;
    case undefined:
      // A kind from a newer server: nothing that this client could show.
      return view;
    default:
      return assertNever(change);
  }
}

function putPerson(people: Person[], person: Person): Person[] {
  const index = people.findIndex(({ id }) => id === person.id);
  if (index === -1) return [...people, person];
  return people.map((old, at) => (at === index ? person : old));
}

function putChannel(channels: Channel[], channel: Channel): Channel[] {
  return channels.some(({ id }) => id === channel.id) ? channels : [...channels, channel];
}

function setChannel(channels: Channel[], channel: Channel): Channel[] {
  if (!channels.some(({ id }) => id === channel.id)) return [...channels, channel];
  return channels.map((old) => (old.id === channel.id ? channel : old));
}

function addLine(channels: Channel[], line: Line, linesMax: LinesMax): Channel[] {
  return channels.map((channel) => {
    if (channel.id !== line.channelId) return channel;
    const lines = [...channel.lines, line];
    const beyond = lines.length - linesMax(channel.kind);
    if (beyond <= 0) return { ...channel, lines };
    return { ...channel, lines: lines.slice(beyond), hasEarlier: true };
  });
}

function putLine(channels: Channel[], line: Line): Channel[] {
  return mapLine(channels, line.channelId, line.id, () => line);
}

function putReactions(channels: Channel[], { channelId, lineId, reactions }: LineReactions) {
  return mapLine(channels, channelId, lineId, (line) => ({ ...line, reactions }));
}

/** A line may be held twice: among the last ones and among the pinned. */
function mapLine(channels: Channel[], channelId: string, id: string, map: (line: Line) => Line) {
  return channels.map((channel) => {
    if (channel.id !== channelId) return channel;
    const lines = mapOne(channel.lines, id, map);
    const pinned = mapOne(channel.pinned, id, map);
    const same = lines === channel.lines && pinned === channel.pinned;
    return same ? channel : { ...channel, lines, pinned };
  });
}

function mapOne(lines: Line[], id: string, map: (line: Line) => Line): Line[] {
  if (!lines.some((line) => line.id === id)) return lines;
  return lines.map((line) => (line.id === id ? map(line) : line));
}

function pin(channels: Channel[], channelId: string, pinned: Line[]): Channel[] {
  return channels.map((channel) => (channel.id === channelId ? { ...channel, pinned } : channel));
}

function setReaction(mine: MyReaction[], { reaction, on }: MyReactionSet): MyReaction[] {
  if (!reaction) return mine;
  const is = (one: MyReaction) =>
    one.lineId === reaction.lineId && one.reaction === reaction.reaction;
  if (!on) return mine.filter((one) => !is(one));
  return mine.some(is) ? mine : [...mine, reaction];
}

function putReview(reviews: Review[], review: Review): Review[] {
  const index = reviews.findIndex(({ line }) => line?.id === review.line?.id);
  if (index === -1) return [...reviews, review].slice(-REVIEWS_MAX);
  return reviews.map((old, at) => (at === index ? review : old));
}
