// What comes later than the engine and feeds on the same connection: boards, once one is shown.
import type { ServerItem } from '../protocol/convene/v1/wire_pb';
import type { LiveState } from './session-store';

export interface Companion {
  /** The engine introduces itself with this token, to be resumed from there. */
  hello(resumeToken: Uint8Array): void;
  /** Each item, after the engine has dealt with it. */
  item(item: ServerItem['item']): void;
  /** A frame is through, or something else has changed. */
  settled(state: LiveState): void;
  stop(): void;
}
