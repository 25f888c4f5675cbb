// A PDF file for as long as it is on the screen.
import { useEffect, useState } from 'react';
import type { Pdf } from './pdf-document';
import { openPdf } from './pdf-document';

export type PdfState = { kind: 'loading' } | { kind: 'failed' } | { kind: 'ready'; pdf: Pdf };

export function usePdf(address: string): PdfState {
  const [state, setState] = useState<PdfState>({ kind: 'loading' });

  useEffect(() => {
    let shown = true;
    let opened: Pdf | undefined;
    setState({ kind: 'loading' });
    openPdf(address).then(
      (pdf) => {
        opened = pdf;
        if (shown) setState({ kind: 'ready', pdf });
        else pdf.close();
      },
      () => shown && setState({ kind: 'failed' }),
    );
    return () => {
      shown = false;
      opened?.close();
    };
  }, [address]);

  return state;
}
