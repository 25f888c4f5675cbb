// Questions: a part that comes when it is first needed, with its words.
import { withWords } from '../../../i18n/catalogues';
import { later } from '../../../ui/later';

export const QuestionPanel = later(() =>
  withWords(['talk'], async () => (await import('./question-panel')).QuestionPanel),
);
