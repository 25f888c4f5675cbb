// The slides of a step, at the page where the host is; one may look back on one's own.
import { useState } from 'react';
import { useI18n } from '../../../i18n/i18n-provider';
import type { AgendaItem } from '../../../protocol/convene/v1/agenda_pb';
import { SlideControls } from './slide-controls';
import { SlidePage } from './slide-page';
import { usePdf } from './use-pdf';

interface SlidesProps {
  address: string;
  title: string;
  item: AgendaItem;
  /** Where the host is, from 1. */
  page: number;
}

export function Slides({ address, title, item, page }: SlidesProps) {
  const { t } = useI18n();
  const state = usePdf(address);
  // Absent: wherever the host is.
  const [own, setOwn] = useState<number>();
  if (state.kind === 'loading') {
    return (
      <p className="stage-note" role="status">
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
      <SlidePage pdf={pdf} page={shown} title={title} />
      <SlideControls
        item={item}
        pages={pdf.pages}
        shown={shown}
        host={host}
        alone={own !== undefined && own !== host}
        onLook={(next) => setOwn(next === host ? undefined : next)}
      />
    </>
  );
}

/** A host's page may come before the file in which it is. */
function within(page: number, pages: number): number {
  return Math.min(Math.max(1, page), pages);
}
