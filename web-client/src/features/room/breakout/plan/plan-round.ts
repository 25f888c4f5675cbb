// Asks the server how people would be dealt. Nothing is changed by it.
import type { MessageInitShape } from '@bufbuild/protobuf';
import { callRoute } from '../../../../api/call';
import type { RoundPlan } from '../../../../protocol/convene/v1/breakout_pb';
import { PlanRoundBodySchema, RoundPlanSchema } from '../../../../protocol/convene/v1/breakout_pb';

const ROUTE = 'POST /api/sessions/{session_id}/rounds/plan';

export function planRound(
  sessionId: string,
  body: MessageInitShape<typeof PlanRoundBodySchema>,
): Promise<RoundPlan> {
  const method = { input: PlanRoundBodySchema, output: RoundPlanSchema };
  return callRoute(ROUTE, method, body, { params: { session_id: sessionId } });
}
