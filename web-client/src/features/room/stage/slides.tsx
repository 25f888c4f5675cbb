// Slides, at the page where the host is; one may look back on one's own.
import { useState } from 'react';
import { useI18n } from '../../../i18n/i18n-provider';
import { SlideControls } from './slide-controls';
import { SlidePage } from './slide-page';
import type { Fold } from './use-folded';
import { usePdf } from './use-pdf';

interface SlidesProps {
  address: string;
  title: string;
  /** Where the host is, from 1. */
  page: number;
  /** Turns for everyone; absent for those who only look. */
  onTurn: ((page: number) => void) | undefined;
  fold: Fold | undefined;
}

export function Slides({ address, title, page, onTurn, fold }: SlidesProps) {
  const { t } = useI18n();
  const state = usePdf(address);
  // Absent: wherever the host is.
  const [own, setOwn] = useState<number>();
  if (state.kind === 'loading') {
    return (
      <p className="stage-note stage-coming" role="status">
        {t('loading')}
      </p>
    );
  }
  if (state.kind === 'failed') return <p className="stage-note">{t('stage.slidesFailed')}</p>;
  const { pdf } = state;
  const host = within(page, pdf.pages);
  const shown = own === undefined ? host : within(own, pdf.pages);

  return (
    <>
      {!fold?.folded && <SlidePage pdf={pdf} page={shown} title={title} />}
      <SlideControls
        pages={pdf.pages}
        shown={shown}
        host={host}
        alone={own !== undefined && own !== host}
        onLook={(next) => setOwn(next === host ? undefined : next)}
        onTurn={onTurn}
        fold={fold}
      />
    </>
  );
}

/** A host's page may come before the file in which it is. */
function within(page: number, pages: number): number {
  return Math.min(Math.max(1, page), pages);
}
