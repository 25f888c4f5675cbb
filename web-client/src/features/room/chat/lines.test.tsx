// What one does with lines: answer, react, edit, withdraw, report.
import { create } from '@bufbuild/protobuf';
import { screen, within } from '@testing-library/react';
import { beforeEach, expect, test, vi } from 'vitest';
import { Reaction, Withdrawn } from '../../../protocol/convene/v1/chat_pb';
import { ErrorCode } from '../../../protocol/convene/v1/error_pb';
import { MyReactionSetSchema } from '../../../protocol/convene/v1/view_pb';
import { channel, item, line, ME, myReaction, reaction, view } from '../../../testing/builders';
import { chooseOnLine, enterRoom } from '../../../testing/room-bench';

beforeEach(() => void vi.useFakeTimers({ shouldAdvanceTime: true }));

const hers = line('ln_1', { text: 'What worked?' });
const mine = line('ln_2', { authorId: ME, authorName: 'Rosa Delgado', text: 'Story circles' });

function speaking(more: Parameters<typeof view>[0] = {}) {
  return view({ channels: [channel({ lines: [hers, mine] })], ...(more as object) });
}

const drawn = (id: string) => {
  const found = screen.getAllByTestId('line').find(({ dataset }) => dataset.line === id);
  if (!found) throw new Error(`${id} is not drawn`);
  return found;
};

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
