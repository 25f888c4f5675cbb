// Waterfalls: parts that come when they are first needed, with their words.
import { withWords } from '../../../i18n/catalogues';
import { later } from '../../../ui/later';

export const WaterfallPart = later(() =>
  withWords(['talk'], async () => (await import('./waterfall-part')).WaterfallPart),
);

export const StartDialog = later(
  () => withWords(['talk'], async () => (await import('./start-dialog')).StartDialog),
  { quiet: true },
);

export const LineDigest = later(() =>
  withWords(['talk'], async () => (await import('./line-digest')).LineDigest),
);
