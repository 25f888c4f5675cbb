// Changes of what rooms do one after the other, and of who sees to what in them.
import { create } from '@bufbuild/protobuf';
import type { RoomStep, Round } from '../../../../protocol/convene/v1/breakout_pb';
import { RoomRole, RoomStepSchema } from '../../../../protocol/convene/v1/breakout_pb';
import { ROLES } from '../work/role-words';

/** The server takes no more. */
export const STEPS_MAX = 12;
const NEW_STEP_MINUTES = 5;

export function addStep(steps: readonly RoomStep[]): RoomStep[] {
  const title = { en: '', es: '' };
  return [...steps, create(RoomStepSchema, { title, minutes: NEW_STEP_MINUTES })];
}

export function removeStep(steps: readonly RoomStep[], index: number): RoomStep[] {
  return steps.filter((_, at) => at !== index);
}

export function changeStep(
  steps: readonly RoomStep[],
  index: number,
  changes: Partial<RoomStep>,
): RoomStep[] {
  return steps.map((step, at) => (at === index ? { ...step, ...changes } : step));
}

/** Up or down by one; at an end it stays. */
export function moveStep(steps: readonly RoomStep[], index: number, by: -1 | 1): RoomStep[] {
  const [one, other] = [steps[index], steps[index + by]];
  if (!one || !other) return [...steps];
  const moved = [...steps];
  moved[index] = other;
  moved[index + by] = one;
  return moved;
}

/** Whoever has a role that no room gives any more cannot be the one who listens. */
export function withRole(round: Round, role: RoomRole, on: boolean): Round {
  const wanted = new Set(round.roles);
  if (on) wanted.add(role);
  else wanted.delete(role);
  const steps = round.steps.map((step) =>
    !on && step.silent === role ? { ...step, silent: RoomRole.UNSPECIFIED } : step,
  );
  // Always in one order, so that the same roles are the same round.
  const roles = ROLES.filter((one) => wanted.has(one));
  return { ...round, roles, steps };
}
