// Hands, turns and reactions: parts that come when they are first needed, with their words.
import { withWords } from '../../../i18n/catalogues';
import { later } from '../../../ui/later';

export const TalkBar = later(
  () => withWords(['talk'], async () => (await import('./talk-bar')).TalkBar),
  { quiet: true },
);

export const HandsList = later(
  () => withWords(['talk'], async () => (await import('./hands-list')).HandsList),
  { quiet: true },
);

export const TurnBar = later(
  () => withWords(['talk'], async () => (await import('./turn-bar')).TurnBar),
  { quiet: true },
);
