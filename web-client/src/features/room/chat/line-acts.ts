// What one can do with the lines of a list. One object for all of them, which never changes.
import type { Line, Reaction } from '../../../protocol/convene/v1/chat_pb';

export interface LineActs {
  /** Opens the menu of a line beside its button. Absent in a replay. */
  menu?: (line: Line, button: HTMLElement) => void;
  /** Adds a reaction of mine or takes it back. Absent where one may not. */
  react?: (lineId: string, reaction: Reaction, on: boolean) => void;
  /** Shows the line that another one answers. */
  toQuoted: (line: Line) => void;
  /** Shows a line with all that was said to it. */
  toThread: (rootId: string) => void;
  /** The new text of the line that is being edited, or nothing to leave it. */
  edited: (line: Line, text: string | undefined) => void;
}
