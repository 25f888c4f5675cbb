// One slide: drawn for eyes, and its words for ears.
import { useEffect, useRef, useState } from 'react';
import { useI18n } from '../../../i18n/i18n-provider';
import type { Pdf } from './pdf-document';

interface SlidePageProps {
  pdf: Pdf;
  page: number;
  title: string;
}

export function SlidePage({ pdf, page, title }: SlidePageProps) {
  const { t } = useI18n();
  const frame = useRef<HTMLDivElement>(null);
  const canvas = useRef<HTMLCanvasElement>(null);
  const [words, setWords] = useState('');
  const [failed, setFailed] = useState(false);

  useEffect(() => {
    const [box, paper] = [frame.current, canvas.current];
    if (!box || !paper) return;
    const draw = () => {
      const { clientWidth: width, clientHeight: height } = box;
      if (width === 0 || height === 0) return;
      pdf.draw(page, paper, { width, height }).then(
        () => setFailed(false),
        () => setFailed(true),
      );
    };
    draw();
    const observer = new ResizeObserver(draw);
    observer.observe(box);
    return () => observer.disconnect();
  }, [pdf, page]);

  useEffect(() => {
    let shown = true;
    pdf.words(page).then(
      (found) => shown && setWords(found),
      // The picture may still be there.
      () => shown && setWords(''),
    );
    return () => {
      shown = false;
    };
  }, [pdf, page]);

  return (
    <>
      <div ref={frame} className="stage-frame">
        <canvas
          ref={canvas}
          className="stage-slide"
          role="img"
          aria-label={t('stage.slide', { title, page, pages: pdf.pages })}
        />
      </div>
      {words !== '' && <p className="visually-hidden">{words}</p>}
      {failed && <p className="stage-note">{t('stage.slidesFailed')}</p>}
    </>
  );
}
