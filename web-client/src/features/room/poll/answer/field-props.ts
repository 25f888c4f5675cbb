// What every field of an item is given.
import type { Typed } from './typed';

export interface AnswerFieldProps<Kind> {
  kind: Kind;
  typed: Typed;
  onTyped: (changes: Typed) => void;
  /** Who sees it and in which run: the order of shuffled options. */
  seed: readonly string[];
  /** Unique on the page: for the names of radios and the ids of hints. */
  name: string;
}
