// Slides: everyone is where the host is, and may look back on their own.
import { screen } from '@testing-library/react';
import { beforeEach, expect, test, vi } from 'vitest';
import { Permission } from '../../../protocol/convene/v1/roster_pb';
import { agendaItem, me, now, outline, view } from '../../../testing/builders';
import { enterRoom } from '../../../testing/room-bench';
import { openPdf } from './pdf-document';

vi.mock('./pdf-document', () => ({ openPdf: vi.fn() }));

const close = vi.fn();

beforeEach(() => {
  vi.useFakeTimers({ shouldAdvanceTime: true });
  vi.mocked(openPdf).mockResolvedValue({
    pages: 5,
    draw: async () => undefined,
    words: async (page) => `Words of slide ${page}`,
    close,
  });
});

const file = { id: 'f1', name: 'March.pdf', kind: 'application/pdf' };
const step = agendaItem('a1', { title: { en: 'Data' }, file });
const showing = (page: number, permission = Permission.PARTICIPANT) =>
  view({ me: me({ permission }), outline: outline(step), now: now(step, { page }) });
const slide = (page: number) => screen.findByRole('img', { name: `Data: slide ${page} of 5` });

test('the slide of the host, with its words for those who do not see it', async () => {
  const room = await enterRoom(showing(2));
  await slide(2);
  expect(openPdf).toHaveBeenCalledWith('/api/sessions/ses_1/files/f1');
  expect(await screen.findByText('Words of slide 2')).toBeTruthy();
  room.change({ case: 'now', value: now(step, { page: 3 }) });
  await slide(3);
});

test('one looks back on one’s own, and returns to the host', async () => {
  const room = await enterRoom(showing(3));
  await slide(3);
  await room.user.click(screen.getByRole('button', { name: 'Previous slide' }));
  await slide(2);
  expect(screen.getByText(/The host is at slide 3/)).toBeTruthy();
  room.change({ case: 'now', value: now(step, { page: 4 }) });
  await slide(2);
  await room.user.click(screen.getByRole('button', { name: 'Back to the host' }));
  await slide(4);
  expect(screen.queryByText(/The host is at slide/)).toBeNull();
  expect(room.commands).toEqual([]);
});

test('facilitators turn the page for everyone', async () => {
  const room = await enterRoom(showing(4, Permission.FACILITATOR));
  await slide(4);
  await room.user.click(screen.getByRole('button', { name: 'Turn the page for everyone' }));
  expect(room.last).toMatchObject({ case: 'turnPage', value: { itemId: 'a1', page: 5 } });
  room.change({ case: 'now', value: now(step, { page: 5 }) });
  await slide(5);
  const sent = room.commands.length;
  await room.user.click(screen.getByRole('button', { name: 'Turn the page for everyone' }));
  expect(room.commands).toHaveLength(sent);
});

test('a file that cannot be read is said, and can be opened; it is closed with the step', async () => {
  vi.mocked(openPdf).mockRejectedValueOnce(new Error('no PDF'));
  const room = await enterRoom(showing(1));
  expect(await screen.findByText(/The slides cannot be shown here/)).toBeTruthy();
  expect(screen.getByRole('link', { name: 'Open all slides (March.pdf)' })).toBeTruthy();
  room.change({ case: 'now', value: now(agendaItem('a2', { file: { ...file, id: 'f2' } })) });
  await screen.findByRole('img');
  room.change({ case: 'now', value: now() });
  expect(close).toHaveBeenCalled();
});
