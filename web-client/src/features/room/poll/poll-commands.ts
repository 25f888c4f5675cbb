// What is asked for about polls, one function for each command.
import { create } from '@bufbuild/protobuf';
import type { Answer, Poll, RunPlace } from '../../../protocol/convene/v1/poll_pb';
import {
  CastBallotSchema,
  ClosePollSchema,
  ExtendPollSchema,
  HideAnswerSchema,
  OpenPollSchema,
  PutPollSchema,
  RemovePollSchema,
  RevealPollSchema,
} from '../../../protocol/convene/v1/poll_pb';
import { SetSpotlightSchema } from '../../../protocol/convene/v1/spotlight_pb';
import type { CommandBody } from '../../../session/conversations';

/** In a round: room 0 is all of its rooms. Absent: the plenary. */
export type Place = Pick<RunPlace, 'roundId' | 'room'> | undefined;

export function putPoll(poll: Poll): CommandBody {
  return { case: 'putPoll', value: create(PutPollSchema, { poll }) };
}

export function removePoll(pollId: string): CommandBody {
  return { case: 'removePoll', value: create(RemovePollSchema, { pollId }) };
}

/** `afterRun`: the run that one knows to be the last one, so that two who press it open one. */
export function openPoll(pollId: string, place: Place, afterRun: number): CommandBody {
  return { case: 'openPoll', value: create(OpenPollSchema, { pollId, place, afterRun }) };
}

export function extendPoll(runId: string, seconds: number): CommandBody {
  return { case: 'extendPoll', value: create(ExtendPollSchema, { runId, seconds }) };
}

export function closePoll(runId: string): CommandBody {
  return { case: 'closePoll', value: create(ClosePollSchema, { runId }) };
}

export function revealPoll(runId: string, on: boolean): CommandBody {
  return { case: 'revealPoll', value: create(RevealPollSchema, { runId, on }) };
}

export function castBallot(runId: string, answers: Answer[]): CommandBody {
  return { case: 'castBallot', value: create(CastBallotSchema, { runId, answers }) };
}

export function hideAnswer(runId: string, itemId: number, text: string): CommandBody {
  return { case: 'hideAnswer', value: create(HideAnswerSchema, { runId, itemId, text }) };
}

export function spotlightRun(runId: string): CommandBody {
  const on = { case: 'runId', value: runId } as const;
  return { case: 'setSpotlight', value: create(SetSpotlightSchema, { on }) };
}
