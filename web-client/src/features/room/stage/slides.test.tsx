// Slides: everyone is where the host is, and may look back on their own.
import { create } from '@bufbuild/protobuf';
import { cleanup, screen } from '@testing-library/react';
import { beforeEach, expect, test, vi } from 'vitest';
import { Permission } from '../../../protocol/convene/v1/roster_pb';
import { SpotlightSchema } from '../../../protocol/convene/v1/spotlight_pb';
import { agenda, agendaItem, me, now, outline, view } from '../../../testing/builders';
import { enterRoom } from '../../../testing/room-bench';
import { PHONE, resizeTo } from '../../../testing/window-width';
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

test('on a phone the slides can be put away; the device remembers, and pages still turn', async () => {
  resizeTo(PHONE);
  const room = await enterRoom(showing(2, Permission.FACILITATOR));
  await slide(2);
  const fold = screen.getByRole('button', { name: 'Hide slides' });
  fold.focus();
  await room.user.keyboard('{Enter}');
  expect(screen.queryByRole('img')).toBeNull();
  expect(document.activeElement?.textContent).toBe('Show slides');
  expect(screen.getByText('Slide 2 of 5')).toBeTruthy();
  await room.user.click(screen.getByRole('button', { name: 'Turn the page for everyone' }));
  expect(room.last).toMatchObject({ case: 'turnPage', value: { itemId: 'a1', page: 3 } });

  cleanup();
  const again = await enterRoom(showing(2));
  await again.user.click(await screen.findByRole('button', { name: 'Show slides' }));
  await slide(2);
});

test('where there is room, slides are shown, whatever a phone has put away', async () => {
  window.localStorage.setItem('convene.stage', 'folded');
  await enterRoom(showing(2));
  await slide(2);
  expect(screen.queryByRole('button', { name: /slides$/ })).toBeNull();
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

test('a slide of another step in the spotlight takes the stage; facilitators turn it for everyone', async () => {
  const other = { ...file, id: 'f9', name: 'April.pdf' };
  const later = agendaItem('a9', { title: { en: 'Later' }, file: other });
  const plan = [step, later];
  const room = await enterRoom(
    view({
      me: me({ permission: Permission.FACILITATOR }),
      outline: outline(...plan),
      agenda: agenda(...plan),
      now: now(step, { page: 2 }),
    }),
  );
  await slide(2);
  await room.user.click(screen.getByRole('tab', { name: 'Agenda' }));
  expect(
    screen.queryByRole('button', { name: 'Show everyone what “Data” shows' }),
    'it is on the stage',
  ).toBeNull();
  await room.user.click(
    await screen.findByRole('button', { name: 'Show everyone what “Later” shows' }),
  );
  expect(room.last).toMatchObject({
    case: 'setSpotlight',
    value: { on: { case: 'slide', value: { itemId: 'a9', page: 1 } } },
  });
  const spotlit = (page: number) =>
    create(SpotlightSchema, {
      on: { case: 'slide', value: { itemId: 'a9', title: later.title, file: other, page } },
    });
  room.change({ case: 'spotlight', value: spotlit(1) });
  await screen.findByRole('img', { name: 'Later: slide 1 of 5' });
  expect(screen.queryByRole('img', { name: 'Data: slide 2 of 5' })).toBeNull();
  const region = screen.getByRole('region', { name: 'In the spotlight' });
  expect(region.textContent).toMatch(/In the spotlight: Later/);
  await room.user.click(screen.getByRole('button', { name: 'Turn the page for everyone' }));
  expect(room.last).toMatchObject({ value: { on: { value: { itemId: 'a9', page: 2 } } } });
  room.change({ case: 'spotlight', value: create(SpotlightSchema) });
  await slide(2);
});
