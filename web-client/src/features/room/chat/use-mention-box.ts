// The list of people that opens behind an @, and its keys.
import type { KeyboardEvent, RefObject } from 'react';
import { useState } from 'react';
import { flushSync } from 'react-dom';
import type { Person } from '../../../protocol/convene/v1/roster_pb';
import type { Query } from './mentions';
import { matching, queryAt, withName } from './mentions';

export interface MentionBox {
  open: boolean;
  options: readonly Person[];
  /** The place of the one that Enter takes. */
  active: number;
  /** Those who were taken, to tell people of one name apart. */
  chosen: ReadonlySet<string>;
  /** Looks at what stands before the caret. */
  look: () => void;
  close: () => void;
  take: (person: Person) => void;
  /** True when the key was meant for the list. */
  takesKey: (event: KeyboardEvent) => boolean;
}

const NOBODY: readonly Person[] = [];

export function useMentionBox(
  area: RefObject<HTMLTextAreaElement | null>,
  people: readonly Person[],
  onText: (text: string) => void,
): MentionBox {
  const [query, setQuery] = useState<Query>();
  const [active, setActive] = useState(0);
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  // After Escape, not again for the same @.
  const [refusedAt, setRefusedAt] = useState<number>();
  const wanted = query && query.at !== refusedAt ? query : undefined;
  const options = wanted ? matching(people, wanted.words) : NOBODY;
  const open = options.length > 0;

  function look() {
    const element = area.current;
    if (!element) return;
    const caret = element.selectionStart;
    const next = caret === element.selectionEnd ? queryAt(element.value, caret) : undefined;
    if (next?.at !== query?.at) {
      setRefusedAt(undefined);
      setActive(0);
    }
    if (next?.at !== query?.at || next?.words !== query?.words) setQuery(next);
  }

  function take(person: Person) {
    const element = area.current;
    if (!element || !wanted) return;
    const { text, caret } = withName(element.value, wanted, person.name);
    setChosen(new Set([...chosen, person.id]));
    setQuery(undefined);
    // At once: the next letter must find the caret behind the name, however fast it comes.
    flushSync(() => onText(text));
    element.focus();
    element.setSelectionRange(caret, caret);
  }

  function takesKey(event: KeyboardEvent): boolean {
    if (!open) return false;
    switch (event.key) {
      case 'ArrowDown':
        setActive((active + 1) % options.length);
        break;
      case 'ArrowUp':
        setActive((active + options.length - 1) % options.length);
        break;
      case 'Enter':
      case 'Tab': {
        const person = options[Math.min(active, options.length - 1)];
        if (event.shiftKey || !person) return false;
        take(person);
        break;
      }
      case 'Escape':
        setRefusedAt(query?.at);
        break;
      default:
        return false;
    }
    event.preventDefault();
    event.stopPropagation();
    return true;
  }

  return {
    open,
    options,
    active: Math.min(active, Math.max(0, options.length - 1)),
    chosen,
    look,
    close: () => setQuery(undefined),
    take,
    takesKey,
  };
}
