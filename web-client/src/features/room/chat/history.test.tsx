// Lines that the view does not hold: earlier ones, and threads.
import { act, screen, within } from '@testing-library/react';
import { beforeEach, expect, test, vi } from 'vitest';
import { Withdrawn } from '../../../protocol/convene/v1/chat_pb';
import { LinesSchema } from '../../../protocol/convene/v1/in_session_pb';
import { changed, channel, line, view } from '../../../testing/builders';
import { ok, serve } from '../../../testing/fake-server';
import { chooseOnLine, enterRoom } from '../../../testing/room-bench';

beforeEach(() => void vi.useFakeTimers({ shouldAdvanceTime: true }));

const held = line('ln_5', { text: 'Held', atMs: 5n });
const shown = view({ channels: [channel({ lines: [held], hasEarlier: true })] });
const EARLIER = 'GET /api/sessions/ses_1/channels/ch_all/lines?before=ln_5';
const THREAD = 'GET /api/sessions/ses_1/lines/ln_5/thread';

const drawn = () => screen.getAllByTestId('line-text').map(({ textContent }) => textContent);
const page = ok(LinesSchema, { lines: [line('ln_3'), line('ln_4')], hasMore: false });

test('earlier lines come before those that are held, and then there are no more', async () => {
  serve({ [EARLIER]: page });
  const { user } = await enterRoom(shown);
  await user.click(screen.getByRole('button', { name: 'Earlier lines' }));
  await screen.findByText('Text of ln_3');
  expect(drawn()).toEqual(['Text of ln_3', 'Text of ln_4', 'Held']);
  expect(screen.queryByRole('button', { name: 'Earlier lines' })).toBeNull();
});

test('fetched lines follow what changes about them, also while they are under way', async () => {
  let answer: (response: Response) => void = () => undefined;
  const late = new Promise<Response>((resolve) => {
    answer = resolve;
  });
  serve({ [EARLIER]: () => late as never });
  const room = await enterRoom(shown);
  await room.user.click(screen.getByRole('button', { name: 'Earlier lines' }));
  room.change({ case: 'linePut', value: line('ln_3', { text: 'Edited meanwhile' }) });
  await act(async () => answer(page()));
  expect(await screen.findByText('Edited meanwhile')).toBeTruthy();
  room.change({
    case: 'linePut',
    value: line('ln_4', { text: '', withdrawn: Withdrawn.BY_AUTHOR }),
  });
  expect(screen.queryByText('Text of ln_4')).toBeNull();
  expect(screen.getByText('Withdrawn by its author')).toBeTruthy();
});

test('a failure is said, and the same button tries again', async () => {
  const fetch = serve({});
  const { user } = await enterRoom(shown);
  await user.click(screen.getByRole('button', { name: 'Earlier lines' }));
  expect(await screen.findByText('The earlier lines could not be loaded.')).toBeTruthy();
  fetch.mockImplementation(async () => page());
  await user.click(screen.getByRole('button', { name: 'Earlier lines' }));
  expect(await screen.findByText('Text of ln_3')).toBeTruthy();
});

test('a thread shows its line and all answers, and is answered in place', async () => {
  const old = line('ln_6', { replyToId: 'ln_5', text: 'An old answer', atMs: 6n });
  const newest = line('ln_9', { replyToId: 'ln_5', text: 'A new answer', atMs: 9n });
  serve({ [THREAD]: ok(LinesSchema, { lines: [held, old], hasMore: false }) });
  const room = await enterRoom(view({ channels: [channel({ lines: [held, newest] })] }));
  await room.user.click(screen.getByRole('button', { name: '1 reply' }));
  const dialog = await screen.findByRole('dialog', { name: 'Answers to Ana Ruiz' });
  await within(dialog).findByText('An old answer');
  const lines = () =>
    within(dialog)
      .getAllByTestId('thread-line')
      .map((one) => one.querySelector('.line-text, .line-tomb')?.textContent);
  expect(lines()).toEqual(['Held', 'An old answer', 'A new answer']);

  // Also what the room does not hold follows.
  const gone = line('ln_6', { replyToId: 'ln_5', text: '', withdrawn: Withdrawn.BY_FACILITATOR });
  room.change({ case: 'linePut', value: { ...gone, atMs: 6n } });
  expect(lines()[1]).toBe('Withdrawn by a facilitator');
  await room.user.type(
    within(dialog).getByRole('textbox', { name: 'Write to everyone' }),
    'Me too{Enter}',
  );
  expect(room.last).toMatchObject({ value: { text: 'Me too', replyToId: 'ln_5' } });
  expect(within(dialog).getByText('Sending…')).toBeTruthy();
});

test('an answer to a line from before opens its thread', async () => {
  serve({
    'GET /api/sessions/ses_1/lines/ln_1/thread': ok(LinesSchema, {
      lines: [line('ln_1', { text: 'Long ago' })],
    }),
  });
  const answer = line('ln_7', { replyToId: 'ln_1', text: 'Late answer' });
  const { user } = await enterRoom(view({ channels: [channel({ lines: [answer] })] }));
  await user.click(screen.getByRole('button', { name: 'In answer to an earlier line' }));
  expect(await screen.findByText('Long ago')).toBeTruthy();
});

test('a thread that cannot be loaded says so, with what there is', async () => {
  serve({});
  const answer = line('ln_7', { replyToId: 'ln_5', text: 'An answer' });
  const room = await enterRoom(view({ channels: [channel({ lines: [held, answer] })] }));
  await chooseOnLine(room, 'Ana Ruiz', 'Show the thread');
  expect(await screen.findByText(/could not be loaded/)).toBeTruthy();
  expect(screen.getAllByTestId('thread-line')).toHaveLength(2);
});

test('what comes into a thread while it is open is shown', async () => {
  serve({ [THREAD]: ok(LinesSchema, { lines: [held] }) });
  const pinned = view({ channels: [channel({ lines: [held], pinned: [held] })] });
  const room = await enterRoom(pinned);
  await room.user.click(screen.getByRole('button', { name: /^Show the pinned line by Ana Ruiz/ }));
  await screen.findByText('Nobody has answered yet.');
  room.receive(
    changed({ case: 'lineAdded', value: line('ln_8', { replyToId: 'ln_5', atMs: 8n }) }),
  );
  expect(screen.getAllByTestId('thread-line')).toHaveLength(2);
  expect(screen.queryByText('Nobody has answered yet.')).toBeNull();
});
