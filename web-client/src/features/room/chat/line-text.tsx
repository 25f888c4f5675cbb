// The text of a line: plain words, plain links, and who is mentioned.
import { useMemo } from 'react';
import { assertNever } from '../../../lib/assert-never';
import type { TextPart } from './text-parts';
import { textParts } from './text-parts';

interface LineTextProps {
  text: string;
  /** Of those who are mentioned, one a row. */
  names?: string;
  /** Whether Tab comes to the links. */
  reachable?: boolean;
}

export function LineText({ text, names = '', reachable = true }: LineTextProps) {
  const parts = useMemo(
    () => textParts(text, names === '' ? [] : names.split('\n')),
    [text, names],
  );
  return parts.map((part, index) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: the parts of one text never change places.
    <Part key={`${index}`} part={part} reachable={reachable} />
  ));
}

function Part({ part, reachable }: { part: TextPart; reachable: boolean }) {
  switch (part.kind) {
    case 'words':
      return part.words;
    case 'mention':
      return <span className="mention">{part.words}</span>;
    case 'link':
      return (
        <a
          href={part.href}
          target="_blank"
          rel="noreferrer noopener"
          tabIndex={reachable ? undefined : -1}
        >
          {part.words}
        </a>
      );
    default:
      return assertNever(part);
  }
}
