// Asks the server how people would be dealt. Nothing is changed by it.
import type { MessageInitShape } from '@bufbuild/protobuf';
import { call } from '../../../../api/call';
import type { PlanRoundBodySchema, RoundPlan } from '../../../../protocol/convene/v1/breakout_pb';
import { InSession } from '../../../../protocol/convene/v1/in_session_pb';

export function planRound(
  sessionId: string,
  body: MessageInitShape<typeof PlanRoundBodySchema>,
): Promise<RoundPlan> {
  return call(InSession.method.planRound, body, { params: { session_id: sessionId } });
}
