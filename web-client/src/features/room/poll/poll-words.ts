// Words for what polls are and who may see their answers.
import type { MessageKey } from '../../../i18n/en';
import type { PollItem } from '../../../protocol/convene/v1/poll_pb';
import { PollPrivacy, PollResults } from '../../../protocol/convene/v1/poll_pb';

export const PRIVACY_WORDS: Record<PollPrivacy, MessageKey> = {
  [PollPrivacy.UNSPECIFIED]: 'poll.privacy.named',
  [PollPrivacy.NAMED]: 'poll.privacy.named',
  [PollPrivacy.CONFIDENTIAL]: 'poll.privacy.confidential',
  [PollPrivacy.ANONYMOUS]: 'poll.privacy.anonymous',
};

export const PRIVACIES = [PollPrivacy.NAMED, PollPrivacy.CONFIDENTIAL, PollPrivacy.ANONYMOUS];

export const RESULTS_WORDS: Record<PollResults, MessageKey> = {
  [PollResults.UNSPECIFIED]: 'poll.results.revealed',
  [PollResults.REVEALED]: 'poll.results.revealed',
  [PollResults.LIVE]: 'poll.results.live',
  [PollResults.HIDDEN]: 'poll.results.hidden',
};

export const RESULTS = [PollResults.REVEALED, PollResults.LIVE, PollResults.HIDDEN];

export type ItemCase = Exclude<PollItem['kind']['case'], undefined>;

export const KIND_WORDS: Record<ItemCase, MessageKey> = {
  choice: 'poll.kind.choice',
  scale: 'poll.kind.scale',
  ranking: 'poll.kind.ranking',
  points: 'poll.kind.points',
  number: 'poll.kind.number',
  words: 'poll.kind.words',
  open: 'poll.kind.open',
};
