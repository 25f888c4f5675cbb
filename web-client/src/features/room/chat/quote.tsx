// The line that another one answers, as one row that leads to it.
import { useI18n } from '../../../i18n/i18n-provider';
import type { Line } from '../../../protocol/convene/v1/chat_pb';
import { Withdrawn } from '../../../protocol/convene/v1/chat_pb';

interface QuoteProps {
  /** Absent when it was said before what this browser holds. */
  quoted: Line | undefined;
  reachable?: boolean;
  onOpen: () => void;
}

export function Quote({ quoted, reachable = true, onOpen }: QuoteProps) {
  const { t } = useI18n();
  return (
    <button type="button" className="quote" tabIndex={reachable ? 0 : -1} onClick={onOpen}>
      <QuoteWords quoted={quoted} lead={t('line.inAnswerTo')} />
    </button>
  );
}

export function QuoteWords({ quoted, lead }: { quoted: Line | undefined; lead: string }) {
  const { t } = useI18n();
  if (!quoted) return <span className="quote-words">{t('line.inAnswerToEarlier')}</span>;
  const gone = quoted.withdrawn !== Withdrawn.UNSPECIFIED;
  return (
    <>
      <span className="visually-hidden">{lead} </span>
      <span className="quote-author">{quoted.authorName}:</span>{' '}
      <span className="quote-words">{gone ? t('line.goneShort') : quoted.text}</span>
    </>
  );
}
