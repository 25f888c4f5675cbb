// What is pasted or dropped on a canvas, before the library sees it: images go through our server.

interface Taken {
  onImage: (file: File) => void;
  onText: (text: string) => void;
}

/** Returns how to stop. */
export function takePastes(frame: HTMLElement, { onImage, onText }: Taken): () => void {
  let inside = false;
  function handleEnter() {
    inside = true;
  }
  function handleLeave() {
    inside = false;
  }
  function handlePaste(event: ClipboardEvent) {
    const { activeElement } = document;
    const writing = activeElement instanceof HTMLElement && isField(activeElement);
    if (writing || !(inside || frame.contains(activeElement))) return;
    take(event, event.clipboardData);
  }
  function handleDrop(event: DragEvent) {
    if (event.target instanceof Node && frame.contains(event.target)) {
      take(event, event.dataTransfer, true);
    }
  }

  function take(event: Event, data: DataTransfer | null, always = false): void {
    const file = data?.files[0];
    const page = data?.getData('text/html') ?? '';
    // A page may hold images of other hosts, which the library would fetch.
    if (!file && !always && !/<img/i.test(page)) return;
    event.preventDefault();
    event.stopPropagation();
    const text = data?.getData('text/plain').trim() ?? '';
    if (file) onImage(file);
    else if (text !== '') onText(text);
  }

  frame.addEventListener('pointerenter', handleEnter);
  frame.addEventListener('pointerleave', handleLeave);
  window.addEventListener('paste', handlePaste, true);
  window.addEventListener('drop', handleDrop, true);
  return () => {
    frame.removeEventListener('pointerenter', handleEnter);
    frame.removeEventListener('pointerleave', handleLeave);
    window.removeEventListener('paste', handlePaste, true);
    window.removeEventListener('drop', handleDrop, true);
  };
}

function isField(element: HTMLElement): boolean {
  return element.isContentEditable || /^(INPUT|TEXTAREA)$/.test(element.tagName);
}
