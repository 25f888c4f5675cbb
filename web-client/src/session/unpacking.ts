// Frames that come packed, as a whole view does, are opened; nothing overtakes them meanwhile.
import type { ServerItem } from '../protocol/convene/v1/wire_pb';
import type { OpenSocket } from './socket';
import { ABNORMAL, decodeItems } from './socket';

/** Says in its hello that it unpacks, and does; where a browser cannot, the socket as it is. */
export function unpacking(openSocket: OpenSocket): OpenSocket {
  if (typeof DecompressionStream === 'undefined') return openSocket;
  return (events) => {
    let open = true;
    // Absent: nothing is being unpacked.
    let last: Promise<void> | undefined;
    const afterThat = (act: () => void | Promise<void>) => {
      const mine: Promise<void> = (last ?? Promise.resolve())
        .then(() => (open ? act() : undefined))
        .finally(() => {
          if (last === mine) last = undefined;
        });
      last = mine;
    };
    /** A frame that is skipped would leave a hole in the view. */
    const fail = () => {
      if (!open) return;
      open = false;
      socket.close();
      events.onClose(ABNORMAL);
    };
    const socket = openSocket({
      onOpen: () => events.onOpen(),
      onBytes: () => events.onBytes?.(),
      onItems(items) {
        if (!last && !items.some(isPacked)) return events.onItems(items);
        afterThat(async () => {
          const whole = await unpacked(items).catch(fail);
          if (open && whole) events.onItems(whole);
        });
      },
      onClose(code, next) {
        if (last) afterThat(() => events.onClose(code, next));
        else events.onClose(code, next);
      },
    });
    return {
      transport: socket.transport,
      send(item) {
        const hello = item.case === 'hello' && { ...item.value, unpacks: true };
        socket.send(hello ? { case: 'hello', value: hello } : item);
      },
      close() {
        open = false;
        socket.close();
      },
    };
  };
}

function isPacked({ item }: ServerItem): boolean {
  return item.case === 'packed';
}

async function unpacked(items: ServerItem[]): Promise<ServerItem[]> {
  const parts = items.map(async (one) => {
    if (one.item.case !== 'packed') return [one];
    const stream = new Blob([one.item.value.gzip as Uint8Array<ArrayBuffer>]).stream();
    const bytes = await new Response(
      stream.pipeThrough(new DecompressionStream('gzip')),
    ).arrayBuffer();
    const found = decodeItems(new Uint8Array(bytes));
    if (!found) throw new Error('unreadable');
    return found;
  });
  return (await Promise.all(parts)).flat();
}
