// One small quiet row between lines: a poll opened, or here is what came of it.
import { memo } from 'react';
import { useI18n } from '../../../i18n/i18n-provider';
import { eitherOf } from '../breakout/room-words';
import type { Mark } from './poll-marks';
import { useToRun } from './polls-later';

export const PollMark = memo(function PollMark({ mark }: { mark: Mark }) {
  const { t, language } = useI18n();
  const toRun = useToRun();
  const title = eitherOf(mark.run.poll?.title, language).words;
  const words = t(mark.kind === 'opened' ? 'poll.mark.opened' : 'poll.mark.results', { title });
  return (
    <li className="moment" data-testid="poll-mark">
      {toRun ? (
        <button type="button" className="moment-button" onClick={() => toRun(mark.run.id)}>
          {words}
        </button>
      ) : (
        words
      )}
    </li>
  );
});
