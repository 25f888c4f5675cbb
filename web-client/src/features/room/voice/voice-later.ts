// Written voice: a part that comes when it is first asked for, with its words.
import { withWords } from '../../../i18n/catalogues';
import { later } from '../../../ui/later';

export const VoiceDialog = later(
  () => withWords(['talk'], async () => (await import('./voice-dialog')).VoiceDialog),
  { quiet: true },
);
