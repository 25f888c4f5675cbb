// What one can do with lines: answer, react, edit, withdraw, report, pin, by hand and by keyboard.
import { create } from '@bufbuild/protobuf';
import { screen, within } from '@testing-library/react';
import { beforeEach, expect, test, vi } from 'vitest';
import { ChannelKind, Reaction, Withdrawn } from '../../../protocol/convene/v1/chat_pb';
import { ErrorCode } from '../../../protocol/convene/v1/error_pb';
import { Permission } from '../../../protocol/convene/v1/roster_pb';
import { Consent, SessionState } from '../../../protocol/convene/v1/session_pb';
import { MyReactionSetSchema } from '../../../protocol/convene/v1/view_pb';
import {
  ANA,
  channel,
  item,
  line,
  lineAdded,
  ME,
  me,
  myReaction,
  reaction,
  session,
  view,
} from '../../../testing/builders';
import { chooseOnLine, enterRoom } from '../../../testing/room-bench';

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

test('an answer names its line, above the input and in what is sent', async () => {
  const room = await enterRoom(speaking());
  await chooseOnLine(room, 'Ana Ruiz', 'Reply');
  const composer = screen.getByTestId('composer');
  expect(document.activeElement).toBe(composer);
  expect(screen.getByText('Replying to Ana Ruiz:')).toBeTruthy();
  await room.user.type(composer, 'Songs{Enter}');
  expect(room.last).toMatchObject({ value: { text: 'Songs', replyToId: 'ln_1' } });
  expect(screen.queryByText('Replying to Ana Ruiz:')).toBeNull();
  expect(screen.getAllByTestId('line')[2]?.textContent).toMatch(/Ana Ruiz: What worked\?.*Songs/);
});

test('Escape lets go of answering, and the focus stays in the input', async () => {
  const room = await enterRoom(speaking());
  await chooseOnLine(room, 'Ana Ruiz', 'Reply');
  await room.user.keyboard('{Escape}');
  expect(screen.queryByText('Replying to Ana Ruiz:')).toBeNull();
  await chooseOnLine(room, 'Ana Ruiz', 'Reply');
  await room.user.click(screen.getByRole('button', { name: 'Do not reply' }));
  expect(document.activeElement).toBe(screen.getByTestId('composer'));
  await room.user.keyboard('Alone{Enter}');
  expect(room.last).toMatchObject({ value: { text: 'Alone', replyToId: '' } });
});

test('an answer to an answer goes to the first line of the thread', async () => {
  const reply = line('ln_3', { replyToId: 'ln_1', text: 'Songs' });
  const room = await enterRoom(speaking({ channels: [channel({ lines: [hers, reply] })] }));
  await chooseOnLine(room, 'Ana Ruiz', 'Reply');
  await room.user.keyboard('Which?{Enter}');
  expect(room.last).toMatchObject({ value: { replyToId: 'ln_1' } });
});

test('the quoted row leads to the line that is answered', async () => {
  const reply = line('ln_3', { authorId: 'per_b', authorName: 'Ben', replyToId: 'ln_1' });
  const { user } = await enterRoom(speaking({ channels: [channel({ lines: [hers, reply] })] }));
  const quote = within(drawn('ln_3')).getByRole('button', {
    name: 'In answer to Ana Ruiz: What worked?',
  });
  await user.click(quote);
  expect(document.activeElement).toBe(drawn('ln_1'));
  expect(within(drawn('ln_1')).getByRole('button', { name: '1 reply' })).toBeTruthy();
});

test('reacting shows at once, is asked for once, and is taken back by the same button', async () => {
  const room = await enterRoom(speaking());
  await room.user.click(screen.getByRole('button', { name: 'More on the line by Ana Ruiz' }));
  await room.user.click(await screen.findByRole('menuitemcheckbox', { name: 'Heart' }));
  expect(room.commands).toMatchObject([
    { case: 'react', value: { lineId: 'ln_1', reaction: Reaction.HEART, on: true } },
  ]);
  const button = within(drawn('ln_1')).getByRole('button', { name: 'Heart: 1' });
  expect(button.getAttribute('aria-pressed')).toBe('true');

  room.receive(item({ case: 'ack', value: { n: 1n } }));
  // As the server has said nothing of it yet, nothing is claimed.
  expect(within(drawn('ln_1')).queryByRole('button', { name: 'Heart: 1' })).toBeNull();
  room.change({
    case: 'lineReactions',
    value: {
      $typeName: 'convene.v1.LineReactions',
      channelId: 'ch_all',
      lineId: 'ln_1',
      reactions: [reaction(Reaction.HEART, 3)],
    },
  });
  const reacted = { reaction: myReaction('ln_1', Reaction.HEART), on: true };
  room.change({ case: 'myReaction', value: create(MyReactionSetSchema, reacted) });
  const told = within(drawn('ln_1')).getByRole('button', { name: 'Heart: 3' });
  expect(told.getAttribute('aria-pressed')).toBe('true');
  await room.user.click(told);
  expect(room.last).toMatchObject({ value: { reaction: Reaction.HEART, on: false } });
});

test('one edits in place; Escape leaves it, Enter saves it, and what is on its way is said', async () => {
  const room = await enterRoom(speaking());
  await chooseOnLine(room, 'Rosa Delgado', 'Edit');
  const editor = screen.getByRole<HTMLTextAreaElement>('textbox', { name: 'Edit your line' });
  expect(document.activeElement).toBe(editor);
  await room.user.keyboard(' and songs{Escape}');
  expect(room.commands).toEqual([]);
  expect(document.activeElement).toBe(drawn('ln_2'));

  await chooseOnLine(room, 'Rosa Delgado', 'Edit');
  await room.user.keyboard('!{Enter}');
  expect(room.last).toMatchObject({ value: { lineId: 'ln_2', text: 'Story circles!' } });
  expect(drawn('ln_2').textContent).toMatch(/Story circles!.*Saving the change/);
  const put = line('ln_2', { ...mine, text: 'Story circles!', editedAtMs: 60_000n });
  room.change({ case: 'linePut', value: put });
  room.receive(item({ case: 'ack', value: { n: 1n } }));
  expect(drawn('ln_2').textContent).toMatch(/edited/);
});

test('an edit that was refused keeps what was written, and can be tried again', async () => {
  const room = await enterRoom(speaking());
  await chooseOnLine(room, 'Rosa Delgado', 'Edit');
  await room.user.keyboard('?{Enter}');
  room.receive(item({ case: 'reject', value: { n: 1n, code: ErrorCode.TOO_FAST } }));
  const alert = screen.getByRole('alert');
  expect(alert.textContent).toMatch(/“Edit” did not happen.*too fast.*Story circles\?/);
  await room.user.click(within(alert).getByRole('button', { name: 'Try again' }));
  expect(room.last).toMatchObject({ case: 'editLine', value: { text: 'Story circles?' } });
});

test('withdrawing is asked about in place; the safe answer has the focus', async () => {
  const room = await enterRoom(speaking());
  await chooseOnLine(room, 'Rosa Delgado', 'Withdraw');
  const question = screen.getByRole('dialog', { name: 'Withdraw this line?' });
  expect(document.activeElement?.textContent).toBe('Cancel');
  await room.user.keyboard('{Enter}');
  expect(room.commands).toEqual([]);
  expect(question.isConnected).toBe(false);
  await chooseOnLine(room, 'Rosa Delgado', 'Withdraw');
  await room.user.click(screen.getByRole('button', { name: 'Withdraw it' }));
  expect(room.last).toMatchObject({ case: 'deleteLine', value: { lineId: 'ln_2' } });
  expect(drawn('ln_2').textContent).toMatch(/Withdrawing…/);
});

test.each([
  [Withdrawn.BY_AUTHOR, 'Withdrawn by its author'],
  [Withdrawn.BY_FACILITATOR, 'Withdrawn by a facilitator'],
])('a withdrawn line stays as a quiet row (%i)', async (withdrawn, words) => {
  const gone = line('ln_1', { text: '', withdrawn });
  await enterRoom(speaking({ channels: [channel({ lines: [gone] })] }));
  expect(drawn('ln_1').textContent).toContain(words);
  expect(within(drawn('ln_1')).queryByRole('button', { name: /^More/ })).toBeNull();
});

test('a report says first who will see it', async () => {
  const room = await enterRoom(speaking());
  await chooseOnLine(room, 'Ana Ruiz', 'Report');
  const dialog = screen.getByRole('dialog', { name: 'Report this line?' });
  expect(dialog.textContent).toMatch(/Facilitators and staff will see this line/);
  expect(room.commands).toEqual([]);
  await room.user.click(within(dialog).getByRole('button', { name: 'Report' }));
  expect(room.last).toMatchObject({ case: 'reportLine', value: { lineId: 'ln_1' } });
});

test('everyone finds in the menu what they may do, and nothing else', async () => {
  const { user } = await enterRoom(speaking());
  await user.click(screen.getByRole('button', { name: 'More on the line by Ana Ruiz' }));
  await screen.findByRole('menu');
  expect(items()).toEqual(['Reply', 'Copy the text', 'Report']);
  await user.keyboard('{Escape}');
  await user.click(screen.getByRole('button', { name: 'More on the line by Rosa Delgado' }));
  expect(items()).toEqual(['Reply', 'Edit', 'Copy the text', 'Withdraw']);
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
