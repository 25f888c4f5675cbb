// Who finds what in a line's menu, and how one gets there by keyboard.
import { act, screen, waitFor, within } from '@testing-library/react';
import { beforeEach, expect, test, vi } from 'vitest';
import { ChannelKind } from '../../../protocol/convene/v1/chat_pb';
import { Permission } from '../../../protocol/convene/v1/roster_pb';
import { Consent, SessionState } from '../../../protocol/convene/v1/session_pb';
import { ANA, channel, line, lineAdded, ME, me, session, view } from '../../../testing/builders';
import { enterRoom } from '../../../testing/room-bench';

beforeEach(() => void vi.useFakeTimers({ shouldAdvanceTime: true }));

const hers = line('ln_1', { text: 'What worked?' });
const mine = line('ln_2', { authorId: ME, authorName: 'Rosa Delgado', text: 'Story circles' });

function speaking(more: Parameters<typeof view>[0] = {}) {
  return view({ channels: [channel({ lines: [hers, mine] })], ...(more as object) });
}

const facilitating = () => speaking({ me: me({ permission: Permission.FACILITATOR }) });
const drawn = (id: string) => {
  const found = screen.getAllByTestId('line').find(({ dataset }) => dataset.line === id);
  if (!found) throw new Error(`${id} is not drawn`);
  return found;
};
const items = () => screen.getAllByRole('menuitem').map(({ textContent }) => textContent);

test('everyone finds in the menu what they may do, and nothing else', async () => {
  const { user } = await enterRoom(speaking());
  await user.click(screen.getByRole('button', { name: 'More on the line by Ana Ruiz' }));
  await screen.findByRole('menu');
  expect(items()).toEqual(['Reply', 'Copy the text', 'Report']);
  await user.keyboard('{Escape}');
  await user.click(screen.getByRole('button', { name: 'More on the line by Rosa Delgado' }));
  expect(items()).toEqual(['Reply', 'Edit', 'Copy the text', 'Withdraw']);
});

test('that a text was copied is said once, and goes away', async () => {
  const writeText = vi.spyOn(navigator.clipboard, 'writeText').mockResolvedValue();
  const { user } = await enterRoom(speaking());
  const status = () => screen.getAllByRole('status').filter((one) => one.textContent === 'Copied');
  await user.click(screen.getByRole('button', { name: 'More on the line by Ana Ruiz' }));
  await user.click(await screen.findByRole('menuitem', { name: 'Copy the text' }));
  expect(writeText).toHaveBeenCalledWith('What worked?');
  await waitFor(() => expect(status()).toHaveLength(1));
  await act(() => vi.advanceTimersByTimeAsync(5000));
  expect(status()).toHaveLength(0);
});

test('that a text could not be copied is said, too', async () => {
  vi.spyOn(navigator.clipboard, 'writeText').mockRejectedValue(new Error('not allowed'));
  document.execCommand = () => false;
  const { user } = await enterRoom(speaking());
  await user.click(screen.getByRole('button', { name: 'More on the line by Ana Ruiz' }));
  await user.click(await screen.findByRole('menuitem', { name: 'Copy the text' }));
  expect(await screen.findByText('The text could not be copied.')).toBeTruthy();
});

test('who watches only neither answers nor reacts; who runs it may pin and withdraw', async () => {
  const watching = await enterRoom(speaking({ me: me({ consent: Consent.WATCH_ONLY }) }));
  await watching.user.click(screen.getByRole('button', { name: /by Ana Ruiz/ }));
  await screen.findByRole('menu');
  expect(items()).toEqual(['Copy the text', 'Report']);
  expect(screen.queryByRole('menuitemcheckbox')).toBeNull();
  document.body.innerHTML = '';
  const room = await enterRoom(facilitating());
  await room.user.click(screen.getByRole('button', { name: /More.*by Ana Ruiz/ }));
  await screen.findByRole('menu');
  expect(items()).toEqual([
    'Reply',
    'Copy the text',
    'Pin for everyone',
    'Put in the spotlight',
    'Report',
    'Withdraw',
  ]);
  await room.user.click(screen.getByRole('menuitem', { name: 'Pin for everyone' }));
  expect(room.last).toMatchObject({ case: 'pinLine', value: { lineId: 'ln_1', pinned: true } });
});

test('after the end one withdraws, and does nothing else any more', async () => {
  const over = session({ state: SessionState.ENDED });
  const { user } = await enterRoom(speaking({ session: over }));
  await user.click(screen.getByRole('button', { name: 'More on the line by Rosa Delgado' }));
  await screen.findByRole('menu');
  expect(items()).toEqual(['Copy the text', 'Withdraw']);
});

test('facilitators do not withdraw the private lines of others', async () => {
  const secret = line('ln_9', { channelId: 'ch_p' });
  const pair = channel({
    id: 'ch_p',
    kind: ChannelKind.PRIVATE,
    personIds: [ME, ANA],
    lines: [secret],
  });
  const shown = view({
    me: me({ permission: Permission.FACILITATOR }),
    channels: [channel(), pair],
  });
  const { user } = await enterRoom(shown);
  await user.click(screen.getByRole('tab', { name: /^Ana Ruiz/ }));
  await user.click(screen.getByRole('button', { name: 'More on the line by Ana Ruiz' }));
  await screen.findByRole('menu');
  expect(items()).toEqual(['Reply', 'Copy the text', 'Report']);
});

test('a line that mentions me says so in words; links are plain links', async () => {
  const text = '@Rosa Delgado see https://example.org/a.';
  const called = line('ln_3', { text, mentionIds: [ME] });
  await enterRoom(speaking({ channels: [channel({ lines: [called] })] }));
  expect(within(drawn('ln_3')).getByText('mentions you')).toBeTruthy();
  const link = within(drawn('ln_3')).getByRole('link', { name: 'https://example.org/a' });
  expect(link.getAttribute('rel')).toBe('noreferrer noopener');
  expect(link.getAttribute('target')).toBe('_blank');
  expect(within(drawn('ln_3')).getByTestId('line-text').textContent).toBe(text);
});

test('pinned lines stand above the plenary; several fold into one row', async () => {
  const room = await enterRoom(
    speaking({ channels: [channel({ lines: [hers], pinned: [hers] })] }),
  );
  const bar = screen.getByRole('region', { name: 'Pinned lines' });
  expect(bar.textContent).toMatch(/Pinned, by Ana Ruiz: What worked\?/);
  expect(within(bar).queryByRole('button', { name: /Unpin/ })).toBeNull();
  room.change({
    case: 'pinned',
    value: { $typeName: 'convene.v1.Pinned', channelId: 'ch_all', lines: [hers, mine] },
  });
  expect(screen.getByText('2 pinned lines')).toBeTruthy();
});

test('arrow keys go from line to line; Enter opens the menu, Escape leads back', async () => {
  const { user } = await enterRoom(speaking());
  const list = screen.getByRole('region', { name: 'Lines of Plenary' });
  list.focus();
  await user.keyboard('{ArrowUp}');
  expect(document.activeElement).toBe(drawn('ln_2'));
  await user.keyboard('{ArrowUp}');
  expect(document.activeElement).toBe(drawn('ln_1'));
  await user.keyboard('{Enter}');
  await screen.findByRole('menu', { name: 'More on the line by Ana Ruiz' });
  await user.keyboard('{End}');
  expect(document.activeElement?.textContent).toBe('Report');
  await user.keyboard('{ArrowDown}');
  expect(document.activeElement?.getAttribute('aria-label')).toBe('Thumbs up');
  await user.keyboard('{Escape}{Escape}');
  expect(document.activeElement).toBe(drawn('ln_1'));
});

test('of a long list, Tab reaches the buttons of one line', async () => {
  const lines = Array.from({ length: 60 }, (_, at) => line(`ln_${at}`));
  const room = await enterRoom(speaking({ channels: [channel({ lines })] }));
  const reachable = () =>
    screen
      .getAllByRole('button', { name: /^More on the line/ })
      .filter(({ tabIndex }) => tabIndex === 0)
      .map((button) => button.closest<HTMLElement>('[data-line]')?.dataset.line);
  expect(reachable()).toEqual(['ln_59']);
  room.receive(lineAdded(line('ln_60')));
  expect(reachable()).toEqual(['ln_60']);
});
