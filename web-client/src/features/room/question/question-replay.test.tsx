// Questions, hands and reactions in a replay: as they were at that moment, with nothing to ask for.
import { act, screen } from '@testing-library/react';
import { beforeEach, expect, test, vi } from 'vitest';
import { seconds } from '../../../lib/seconds';
import { Store } from '../../../lib/store';
import { Answered } from '../../../protocol/convene/v1/question_pb';
import { Permission } from '../../../protocol/convene/v1/roster_pb';
import type { View } from '../../../protocol/convene/v1/view_pb';
import { ANA, me, view } from '../../../testing/builders';
import { renderInApp } from '../../../testing/render';
import { desk, hand, question, waterfall } from '../../../testing/talk';
import { RoomContext } from '../room-context';
import { RoomPanels } from '../room-panels';

beforeEach(() => void vi.useFakeTimers({ shouldAdvanceTime: true }));

const open = question('q_1', { text: 'And how?', votes: 4 });

function watch(shown: View) {
  const state = (of: View) => ({ view: of, here: undefined, pending: [] });
  const store = new Store(state(shown));
  const clock = seconds(() => Date.now());
  const { user } = renderInApp(
    <RoomContext value={{ sessionId: 'ses_1', store, engine: undefined, clock }}>
      <RoomPanels />
    </RoomContext>,
  );
  return { user, to: (next: View) => act(() => store.set(state(next))) };
}

test('a question is marked as answered from the moment on when it was', async () => {
  const facilitator = me({ permission: Permission.FACILITATOR });
  const shown = view({ me: facilitator, questions: [open], questionDesk: [desk(open)] });
  const { user, to } = watch(shown);
  await user.click(screen.getByRole('tab', { name: 'Questions' }));
  expect(await screen.findByText('4 votes')).toBeTruthy();
  expect(screen.queryByRole('button', { name: /Vote|Ask|Manage|Rules/ })).toBeNull();
  const answered = { ...open, answered: Answered.LIVE, answeredById: ANA };
  to({ ...shown, questions: [answered] });
  expect(screen.getByText('Answered live, by Ana Ruiz')).toBeTruthy();
  to(view());
  expect(screen.getByText('No open questions at this moment.')).toBeTruthy();
});

test('a waterfall shows its prompt, hands their queue, and neither an input', async () => {
  watch(view({ waterfall: waterfall(), hands: [hand(ANA, 1)] }));
  expect(await screen.findByRole('heading', { name: 'What will you try on Monday?' })).toBeTruthy();
  expect(await screen.findByRole('heading', { name: 'Raised hands: 1' })).toBeTruthy();
  expect(screen.queryByRole('textbox', { name: 'Your answer' })).toBeNull();
  expect(screen.queryByRole('button', { name: /hand|React/ })).toBeNull();
});
