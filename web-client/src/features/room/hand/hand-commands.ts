// What one asks for about hands, turns and reactions, one function for each command.
import type { Reaction } from '../../../protocol/convene/v1/chat_pb';
import type { CommandBody } from '../../../session/conversations';

export function raiseHand(up: boolean): CommandBody {
  return { case: 'raiseHand', value: { $typeName: 'convene.v1.RaiseHand', up } };
}

/** Someone's hand; without an id, all of them. */
export function lowerHand(personId = ''): CommandBody {
  return { case: 'lowerHand', value: { $typeName: 'convene.v1.LowerHand', personId } };
}

/** 0 seconds: without an end. */
export function giveTurn(personId: string, seconds: number): CommandBody {
  return { case: 'giveTurn', value: { $typeName: 'convene.v1.GiveTurn', personId, seconds } };
}

export function endTurn(): CommandBody {
  return giveTurn('', 0);
}

export function pressReaction(reaction: Reaction): CommandBody {
  return { case: 'pressReaction', value: { $typeName: 'convene.v1.PressReaction', reaction } };
}
