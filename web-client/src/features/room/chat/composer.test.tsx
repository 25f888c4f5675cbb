// The input: mentioning people, waiting one's turn, and why there is none.
import { screen, within } from '@testing-library/react';
import { beforeEach, expect, test, vi } from 'vitest';
import { PrivateLines } from '../../../protocol/convene/v1/chat_pb';
import { Permission } from '../../../protocol/convene/v1/roster_pb';
import { ANA, channel, line, lineAdded, ME, me, person, view } from '../../../testing/builders';
import { enterRoom } from '../../../testing/room-bench';

beforeEach(() => void vi.useFakeTimers({ shouldAdvanceTime: true }));

const FAY = 'per_fay';
const people = [
  person(ME, 'Rosa Delgado'),
  person(ANA, 'Ana Ruiz'),
  person(FAY, 'Fay Ángeles', { permission: Permission.FACILITATOR }),
  person('per_ben', 'Ben Okafor'),
];

const composer = () => screen.getByTestId<HTMLTextAreaElement>('composer');
const options = () => {
  const list = screen.getByRole('listbox', { name: 'People to mention' });
  return within(list)
    .getAllByRole('option')
    .map(({ textContent }) => textContent);
};

test.each([
  ['en', 'Write a line', 'Write to everyone'],
  ['es', 'Escribir un mensaje', 'Escribir a todos'],
])(
  'in the input (%s) stand few words; its name and its note say who reads it',
  async (...[language, few, name]) => {
    window.localStorage.setItem('convene.language', language);
    await enterRoom(view({ people }));
    const input = screen.getByRole('textbox', { name });
    expect(input.getAttribute('placeholder')).toBe(few);
    const notes = input.getAttribute('aria-describedby')?.split(' ') ?? [];
    expect(notes.map((id) => document.getElementById(id)?.textContent).join()).toMatch(
      /Everyone in the session|todas las personas de la sesión/,
    );
  },
);

test('an @ opens the people; arrows choose, Enter takes, and they are named in what is sent', async () => {
  const room = await enterRoom(view({ people }));
  await room.user.type(composer(), 'Hi @an');
  expect(screen.getByRole('listbox', { name: 'People to mention' })).toBeTruthy();
  expect(options()).toEqual([
    expect.stringContaining('Ana Ruiz'),
    expect.stringContaining('Fay Ángeles'),
  ]);
  const active = () =>
    document.getElementById(composer().getAttribute('aria-activedescendant') ?? '');
  expect(active()?.textContent).toMatch(/Ana Ruiz/);
  await room.user.keyboard('{ArrowDown}');
  expect(active()?.textContent).toMatch(/Fay Ángeles/);
  await room.user.keyboard('{Enter}');
  expect(composer().value).toBe('Hi @Fay Ángeles ');
  expect(screen.queryByRole('listbox')).toBeNull();
  expect(room.commands).toEqual([]);
  await vi.advanceTimersByTimeAsync(20);
  await room.user.type(composer(), 'look{Enter}');
  expect(room.last).toMatchObject({ value: { text: 'Hi @Fay Ángeles look', mentionIds: [FAY] } });
});

test('a press takes a person, and the focus stays in the input', async () => {
  const { user } = await enterRoom(view({ people }));
  await user.type(composer(), '@b');
  await user.click(screen.getByRole('option', { name: /Ben Okafor/ }));
  expect(composer().value).toBe('@Ben Okafor ');
  expect(document.activeElement).toBe(composer());
});

test('Tab takes, too; Escape closes for this @ and not for the next', async () => {
  const { user } = await enterRoom(view({ people }));
  await user.type(composer(), '@an{Escape}');
  expect(screen.queryByRole('listbox')).toBeNull();
  await user.type(composer(), 'a');
  expect(screen.queryByRole('listbox')).toBeNull();
  await user.type(composer(), ' and @be');
  expect(options()).toHaveLength(1);
  await user.tab();
  expect(composer().value).toBe('@ana and @Ben Okafor ');
  expect(document.activeElement).toBe(composer());
});

test('in the back-channel only those who read it are offered', async () => {
  const { user } = await enterRoom(
    view({ people, me: me({ permission: Permission.FACILITATOR }) }),
  );
  await user.click(screen.getByRole('tab', { name: 'Back-channel' }));
  await user.type(composer(), '@a');
  expect(options()).toEqual([expect.stringContaining('Fay Ángeles')]);
});

test('in slow mode one sees how long to wait, and nothing is sent meanwhile', async () => {
  const now = 1_900_000_000_000;
  vi.setSystemTime(now);
  const rules = { slowModeS: 6 };
  const room = await enterRoom(view({ people, chatRules: rules, channels: [channel()] }));
  await room.user.type(composer(), 'One{Enter}');
  room.receive(lineAdded(line('ln_1', { authorId: ME, text: 'One', atMs: BigInt(now) })));
  await vi.advanceTimersByTimeAsync(1000);
  expect(screen.getByText(/Slow mode: you can send again in \d+ s/)).toBeTruthy();
  expect(screen.getByRole('button', { name: 'Send' }).getAttribute('aria-disabled')).toBe('true');
  await room.user.type(composer(), 'Two{Enter}');
  expect(room.commands).toHaveLength(1);
  expect(composer().value).toBe('Two');
  await vi.advanceTimersByTimeAsync(6000);
  expect(screen.queryByText(/Slow mode/)).toBeNull();
  await room.user.type(composer(), '{Enter}');
  expect(room.last).toMatchObject({ value: { text: 'Two' } });
});

test('slow mode does not hold those who run the session', async () => {
  const shown = view({
    me: me({ permission: Permission.FACILITATOR }),
    chatRules: { slowModeS: 60 },
    channels: [channel({ lines: [line('ln_1', { authorId: ME, atMs: BigInt(Date.now()) })] })],
  });
  await enterRoom(shown);
  expect(screen.queryByText(/Slow mode/)).toBeNull();
});

test('a locked plenary says so, at once, and opens again', async () => {
  const room = await enterRoom(view({ people }));
  await room.user.type(composer(), 'Half a thought');
  const rules = {
    slowModeS: 0,
    locked: true,
    privateLines: PrivateLines.UNSPECIFIED,
    digestAbovePerMinute: 0,
  };
  room.change({ case: 'chatRules', value: { $typeName: 'convene.v1.ChatRules', ...rules } });
  expect(screen.getByText(/Only facilitators write in the plenary right now/)).toBeTruthy();
  room.change({
    case: 'chatRules',
    value: { $typeName: 'convene.v1.ChatRules', ...rules, locked: false },
  });
  expect(composer().value).toBe('Half a thought');
});

test.each([
  [PrivateLines.OFF, ['Ben Okafor', 'Fay Ángeles', 'Ana Ruiz'], []],
  [PrivateLines.TO_FACILITATORS, ['Ben Okafor', 'Ana Ruiz'], ['Fay Ángeles']],
])('private lines where they are ruled (%i)', async (privateLines, closed, open) => {
  await enterRoom(view({ people, chatRules: { privateLines } }));
  const button = (name: string) =>
    screen.queryByRole('button', { name: `Write privately to ${name}` });
  expect(closed.map(button)).toEqual(closed.map(() => null));
  expect(open.every((name) => button(name) !== null)).toBe(true);
});

test('a conversation that was switched off says why, and the way out', async () => {
  const room = await enterRoom(view({ people }));
  await room.user.click(screen.getByRole('button', { name: 'Write privately to Ben Okafor' }));
  const rules = {
    slowModeS: 0,
    locked: false,
    privateLines: PrivateLines.TO_FACILITATORS,
    digestAbovePerMinute: 0,
  };
  room.change({ case: 'chatRules', value: { $typeName: 'convene.v1.ChatRules', ...rules } });
  expect(screen.getByText(/you can write privately to facilitators only/)).toBeTruthy();
  await room.user.click(screen.getByRole('button', { name: 'Go to the plenary' }));
  const chat = screen.getByRole('region', { name: 'Chat' });
  expect(within(chat).getByRole('textbox', { name: 'Write to everyone' })).toBeTruthy();
});
