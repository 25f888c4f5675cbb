// The same room in a replay: everything to see and read, nothing to ask for.
import { act, screen, within } from '@testing-library/react';
import { beforeEach, expect, test, vi } from 'vitest';
import { seconds } from '../../lib/seconds';
import { Store } from '../../lib/store';
import { Reaction } from '../../protocol/convene/v1/chat_pb';
import { Permission } from '../../protocol/convene/v1/roster_pb';
import type { View } from '../../protocol/convene/v1/view_pb';
import type { RoomState } from '../../session/session-store';
import {
  ANA,
  agendaItem,
  channel,
  line,
  me,
  now,
  outline,
  reaction,
  view,
} from '../../testing/builders';
import { renderInApp } from '../../testing/render';
import { RoomContext } from './room-context';
import { RoomPanels } from './room-panels';

beforeEach(() => void vi.useFakeTimers({ shouldAdvanceTime: true }));

const said = line('ln_1', { text: 'What worked?', reactions: [reaction(Reaction.CLAP, 2)] });
const answer = line('ln_2', { authorId: 'per_b', authorName: 'Ben', replyToId: 'ln_1' });
const step = agendaItem('a1', { title: { en: 'Talk' }, link: 'https://example.org' });
const watched = view({
  me: me({ permission: Permission.FACILITATOR }),
  channels: [channel({ lines: [said, answer], pinned: [said], hasEarlier: true })],
  outline: outline(step),
  now: now(step),
  spotlight: { on: { case: 'personId', value: ANA } },
});

function watch(shown: View) {
  const store = new Store<RoomState>({ view: shown, here: undefined, pending: [] });
  const clock = seconds(() => Date.now());
  const { user } = renderInApp(
    <RoomContext value={{ sessionId: 'ses_1', store, engine: undefined, clock }}>
      <RoomPanels />
    </RoomContext>,
  );
  return { user, store };
}

test('even facilitators find nothing to do, and everything to see', async () => {
  watch(watched);
  expect(screen.queryByTestId('composer')).toBeNull();
  for (const name of [/^More/, /Unpin/, /Clear/, /^Manage/, /^Write privately/, /Earlier/]) {
    expect(screen.queryByRole('button', { name }), String(name)).toBeNull();
  }
  expect(screen.getByText('Applause: 2')).toBeTruthy();
  expect(screen.queryByRole('button', { name: 'Applause: 2' })).toBeNull();
  expect(screen.getByRole('heading', { name: 'Talk' })).toBeTruthy();
  expect(screen.getByTestId('spotlight').textContent).toContain('Ana Ruiz');
  expect(screen.getByText('Go back in the replay to see earlier lines.')).toBeTruthy();
});

test('a thread opens with what had been said by then, and asks no server', async () => {
  const fetch = vi.fn();
  vi.stubGlobal('fetch', fetch);
  const { user } = watch(watched);
  await user.click(screen.getByRole('button', { name: '1 reply' }));
  const dialog = within(await screen.findByRole('dialog', { name: 'Answers to Ana Ruiz' }));
  expect(dialog.getAllByTestId('thread-line')).toHaveLength(2);
  expect(dialog.queryByRole('textbox')).toBeNull();
  expect(fetch).not.toHaveBeenCalled();
});

test('the step of another moment is shown when the replay comes there', async () => {
  const { store } = watch(watched);
  const next = agendaItem('a2', { title: { en: 'Break' } });
  act(() => store.set({ ...store.get(), view: { ...watched, now: now(next) } }));
  expect(screen.getByRole('heading', { name: 'Break' })).toBeTruthy();
});
