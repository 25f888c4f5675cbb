// Texts that some people will read in the other language, each with the way to where it is.
import type { ReactNode } from 'react';
import type { MessageKey } from '../../i18n/en';
import { useI18n } from '../../i18n/i18n-provider';
import { Notice } from '../../ui/notice';
import type { TextGap } from './text-gaps';

interface TextGapsNoticeProps {
  gaps: readonly TextGap[];
  /** A link or a button that leads to the text. */
  renderWay: (gap: TextGap, words: string) => ReactNode;
}

const WHAT: Record<TextGap['of'], MessageKey> = {
  session: 'gaps.session',
  item: 'gaps.item',
  prompt: 'gaps.prompt',
};

export function TextGapsNotice({ gaps, renderWay }: TextGapsNoticeProps) {
  const { t } = useI18n();
  if (gaps.length === 0) return null;
  return (
    <Notice tone="warning" title={t('gaps.title', { count: gaps.length })}>
      <p>{t('gaps.body')}</p>
      <ul className="gaps">
        {gaps.map((gap) => {
          const what = t(WHAT[gap.of], { n: gap.n, title: gap.title });
          return (
            <li key={`${gap.of}-${gap.itemId}`}>
              {renderWay(gap, t(`gaps.${gap.lacks}`, { what }))}
            </li>
          );
        })}
      </ul>
    </Notice>
  );
}
