// What figures about written voice mean, in words.
import type { VoiceRow } from '../../../protocol/convene/v1/hand_pb';

/** Within a tenth it is in proportion. */
const NEAR = 0.1;

export type Proportion = 'more' | 'less' | 'even';

/** Share of contributions over share of presence; absent where nobody was here. */
export function ratioOf({ contributionPermille, presencePermille }: VoiceRow): number | undefined {
  return presencePermille > 0 ? contributionPermille / presencePermille : undefined;
}

export function proportionOf(ratio: number): Proportion {
  if (ratio < 1 - NEAR) return 'less';
  return ratio > 1 + NEAR ? 'more' : 'even';
}
