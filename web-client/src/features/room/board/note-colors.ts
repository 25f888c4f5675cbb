// The colours of notes: a few, each with a name, as nobody should have to see them to know them.
import type { MessageKey } from '../../../i18n/en';

export interface NoteColor {
  /** 0xRRGGBB. */
  value: number;
  words: MessageKey;
  className: string;
}

export const NOTE_COLORS: readonly NoteColor[] = [
  { value: 0xfff3bf, words: 'board.color.yellow', className: 'note-yellow' },
  { value: 0xd0ebff, words: 'board.color.blue', className: 'note-blue' },
  { value: 0xd3f9d8, words: 'board.color.green', className: 'note-green' },
  { value: 0xffdeeb, words: 'board.color.pink', className: 'note-pink' },
  { value: 0xe5dbff, words: 'board.color.violet', className: 'note-violet' },
];

export const NEW_NOTE_COLOR = 0xfff3bf;

export function noteColor(value: number | undefined): NoteColor | undefined {
  return NOTE_COLORS.find((color) => color.value === value);
}
