// The live room on a fake connection: what someone sees, does, asks for and is told.
import { act, screen } from '@testing-library/react';
import type { ReactElement } from 'react';
import { LiveRoom } from '../features/room/live-room';
import { liveRoom, RoomContext } from '../features/room/room-context';
import type { Change, View } from '../protocol/convene/v1/view_pb';
import type { ServerItem } from '../protocol/convene/v1/wire_pb';
import type { Engine } from '../session/engine';
import { changed, view as ordinary, welcome } from './builders';
import { engineBench } from './engine-bench';
import { renderInApp } from './render';

type Draw = (engine: Engine) => ReactElement;

const drawRoom: Draw = (engine) => <LiveRoom engine={engine} leaveTo="/" asTeam={false} />;

/** `draw`: another screen than the room itself, on the same connection. */
export async function enterRoom(view: View = ordinary(), draw = drawRoom) {
  const bench = engineBench();
  await bench.arrive();
  bench.sockets.last.receive(welcome({ view }));
  const { engine } = bench;
  const { user } = renderInApp(
    <RoomContext value={liveRoom('ses_1', engine)}>{draw(engine)}</RoomContext>,
  );
  const receive = (...items: ServerItem['item'][]) =>
    act(() => bench.sockets.last.receive(...items));
  return {
    bench,
    user,
    receive,
    /** A change that the server tells. */
    change: (body: Change['change']) => receive(changed(body)),
    /** What was asked for so far, without what the room asks by itself. */
    get commands() {
      return bench.sockets.last.commands.map(({ body }) => body);
    },
    get last() {
      const { commands } = bench.sockets.last;
      return commands[commands.length - 1]?.body;
    },
  };
}

/** Opens the menu of the newest line by someone, and chooses from it. */
export async function chooseOnLine(
  { user }: Awaited<ReturnType<typeof enterRoom>>,
  author: string,
  item: string,
): Promise<void> {
  const buttons = screen.getAllByRole('button', { name: `More on the line by ${author}` });
  await user.click(buttons[buttons.length - 1] as HTMLElement);
  await user.click(await screen.findByRole('menuitem', { name: item }));
}
