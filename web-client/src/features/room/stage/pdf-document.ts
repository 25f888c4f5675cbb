// Reads and draws PDF files in the browser. The only place that knows with what.
import type { PDFDocumentProxy, RenderTask } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { GlobalWorkerOptions, getDocument, VerbosityLevel } from 'pdfjs-dist/legacy/build/pdf.mjs';
// Self-hosted, like everything that the page loads.
import workerAddress from 'pdfjs-dist/legacy/build/pdf.worker.min.mjs?url';

GlobalWorkerOptions.workerSrc = workerAddress;

/** More dots than this nobody sees, and an old device cannot hold. */
const DENSITY_MAX = 2;

export interface Pdf {
  pages: number;
  /** Draws a page as wide as the frame allows. A drawing that another one overtakes stops. */
  draw(
    page: number,
    canvas: HTMLCanvasElement,
    frame: { width: number; height: number },
  ): Promise<void>;
  /** What stands on a page, for those who do not see it. */
  words(page: number): Promise<string>;
  close(): void;
}

export async function openPdf(address: string): Promise<Pdf> {
  const loading = getDocument({
    url: address,
    // The content security policy allows no WebAssembly.
    useWasm: false,
    verbosity: VerbosityLevel.ERRORS,
  });
  const file = await loading.promise;
  return new PdfFile(file, () => void loading.destroy());
}

class PdfFile implements Pdf {
  readonly pages: number;
  readonly close: () => void;
  readonly #file: PDFDocumentProxy;
  #task: RenderTask | undefined;
  #round = 0;

  constructor(file: PDFDocumentProxy, close: () => void) {
    this.#file = file;
    this.close = close;
    this.pages = file.numPages;
  }

  async draw(number: number, canvas: HTMLCanvasElement, frame: { width: number; height: number }) {
    const round = ++this.#round;
    this.#task?.cancel();
    const page = await this.#file.getPage(number);
    if (round !== this.#round) return;
    const whole = page.getViewport({ scale: 1 });
    const scale = Math.min(frame.width / whole.width, frame.height / whole.height);
    const density = Math.min(DENSITY_MAX, window.devicePixelRatio || 1);
    const viewport = page.getViewport({ scale: scale * density });
    canvas.width = Math.floor(viewport.width);
    canvas.height = Math.floor(viewport.height);
    canvas.style.width = `${Math.floor(viewport.width / density)}px`;
    canvas.style.height = `${Math.floor(viewport.height / density)}px`;
    this.#task = page.render({ canvas, viewport });
    try {
      await this.#task.promise;
    } catch (error) {
      if (round === this.#round) throw error;
    }
  }

  async words(number: number): Promise<string> {
    const page = await this.#file.getPage(number);
    const { items } = await page.getTextContent();
    return items
      .map((item) => ('str' in item ? item.str : ''))
      .join(' ')
      .replace(/\s+/g, ' ')
      .trim();
  }
}
