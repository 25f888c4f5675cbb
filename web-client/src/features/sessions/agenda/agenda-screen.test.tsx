// Planning an agenda as a facilitator does it: write, move, insert, remove, all by buttons.
import { act, screen, within } from '@testing-library/react';
import { beforeEach, expect, test, vi } from 'vitest';
import type { AgendaItem } from '../../../protocol/convene/v1/agenda_pb';
import { ErrorCode } from '../../../protocol/convene/v1/error_pb';
import { Permission } from '../../../protocol/convene/v1/roster_pb';
import { Consent, SessionState } from '../../../protocol/convene/v1/session_pb';
import type { ServerItem } from '../../../protocol/convene/v1/wire_pb';
import {
  agenda,
  agendaItem,
  change,
  item,
  me,
  now,
  session,
  view,
  welcome,
} from '../../../testing/builders';
import { engineBench } from '../../../testing/engine-bench';
import { renderInApp } from '../../../testing/render';
import { AgendaStage } from './agenda-screen';

beforeEach(() => void vi.useFakeTimers({ shouldAdvanceTime: true }));

const A = agendaItem('a', { title: { en: 'Welcome', es: 'Bienvenida' }, minutes: 15 });
const B = agendaItem('b', { title: { en: 'Data walk' }, minutes: 60, prompt: { en: 'Look.' } });
const C = agendaItem('c', { title: { en: 'Close', es: 'Cierre' }, minutes: 15 });

async function open(items: AgendaItem[] = [A, B, C], more: Parameters<typeof view>[0] = {}) {
  const bench = engineBench();
  await bench.arrive();
  const shown = view({
    session: session({
      state: SessionState.SCHEDULED,
      scheduledAtMs: BigInt(new Date('2027-03-16T15:30').getTime()),
      plannedMinutes: 120,
    }),
    me: me({ permission: Permission.FACILITATOR }),
    agenda: agenda(...items),
    ...(more as object),
  });
  bench.sockets.last.receive(welcome({ view: shown }));
  const { engine } = bench;
  const { user } = renderInApp(
    <AgendaStage engine={engine} sessionId="ses_1" renderGate={() => <p>The notice</p>} />,
  );
  // The heading takes the focus of who arrives; nobody is quicker than that.
  await act(async () => undefined);
  const receive = (...sent: ServerItem['item'][]) =>
    act(async () => bench.sockets.last.receive(...sent));
  const becomes = (...next: AgendaItem[]) =>
    receive({ case: 'change', value: change({ case: 'agenda', value: agenda(...next) }) });
  const acked = () => {
    const { n } = bench.sockets.last.commands[bench.sockets.last.commands.length - 1] ?? {};
    return receive(item({ case: 'ack', value: { n } }));
  };
  const bodies = () => bench.sockets.last.commands.map(({ body }) => body);
  return { bench, user, receive, becomes, acked, bodies };
}

const titles = () =>
  screen.getAllByRole('heading', { level: 3 }).map(({ textContent }) => textContent);
const press = (name: string) => screen.getByRole('button', { name });
const field = (name: string | RegExp) => screen.getByLabelText<HTMLInputElement>(name);

test('the steps stand in order with their clock times, and the sum says what is left', async () => {
  await open();
  expect(titles()).toEqual(['1. Welcome', '2. Data walk', '3. Close']);
  expect(screen.getByText(/3:45\sPM to 4:45\sPM, 1 h/)).toBeTruthy();
  expect(screen.getByText('3 steps, 1 h 30 min of 2 h: 30 min left over.')).toBeTruthy();
});

test('too long is said in words', async () => {
  await open([agendaItem('a', { minutes: 150 })]);
  expect(screen.getByText('1 step, 2 h 30 min: 30 min more than the 2 h planned.')).toBeTruthy();
});

test('what lacks a language leads to where it is written', async () => {
  const { user } = await open();
  expect(screen.getByText('2 texts are there in one language only')).toBeTruthy();
  await user.click(press('The prompt of step 2, “Data walk”: no Spanish'));
  expect(field('Title in English').value).toBe('Data walk');
  expect(document.activeElement).toBe(field('Title in English'));
});

test('a new step goes to the end, and the form stays until the server has it', async () => {
  const { user, becomes, acked, bodies } = await open();
  await user.click(press('Add a step'));
  await user.type(field('Title in English'), 'Break');
  await user.clear(field('Minutes'));
  await user.type(field('Minutes'), '20');
  await user.type(field(/^Prompt in English/), 'Coffee.');
  await user.type(field(/^Link/), 'https://example.org/menu');
  await user.click(field('The chat, with the prompt above it'));
  await user.click(press('Save step'));
  expect(bodies()).toMatchObject([
    {
      case: 'putAgendaItem',
      value: {
        afterId: 'c',
        item: {
          id: '',
          title: { en: 'Break', es: '' },
          minutes: 20,
          prompt: { en: 'Coffee.' },
          link: 'https://example.org/menu',
          opens: 1,
        },
      },
    },
  ]);
  expect(screen.getByText('Saving…')).toBeTruthy();
  await becomes(A, B, C, agendaItem('d', { title: { en: 'Break' } }));
  await acked();
  expect(titles()[3]).toBe('4. Break');
  expect(screen.getByText('“Break” was saved.')).toBeTruthy();
  expect(document.activeElement).toBe(press('Add a step'));
});

test('what is wrong is said beside its field and not sent', async () => {
  const { user, bodies } = await open();
  await user.click(press('Insert after “Welcome”'));
  await user.clear(field('Minutes'));
  await user.type(field('Minutes'), '601');
  await user.type(field(/^Link/), 'http://example.org');
  await user.click(press('Save step'));
  for (const words of ['Fill this in.', /from 1 to 600/, /begins with https/]) {
    expect(screen.getByText(words, { selector: '.field-error' })).toBeTruthy();
  }
  expect(bodies()).toEqual([]);
});

test('moving down goes behind the next, moving up before the one before', async () => {
  const { user, becomes, acked, bodies } = await open();
  await user.click(press('Move down “Welcome”'));
  await becomes(B, A, C);
  await acked();
  expect(screen.getByText('“Welcome” is now step 2 of 3.')).toBeTruthy();
  expect(document.activeElement).toBe(press('Move down “Welcome”'));
  await user.click(press('Move up “Close”'));
  await user.click(press('Move up “Data walk”'));
  const move = (itemId: string, afterId: string) => ({
    case: 'moveAgendaItem',
    value: { itemId, afterId },
  });
  // The first one cannot go up: nothing was sent for it.
  expect(bodies()).toMatchObject([move('a', 'b'), move('c', 'b')]);
});

test('a step is removed only after the question; the focus goes on to the list', async () => {
  const { user, becomes, acked, bodies } = await open();
  await user.click(press('Remove “Data walk”'));
  expect(bodies()).toEqual([]);
  await user.click(within(screen.getByRole('dialog')).getByRole('button', { name: 'Remove' }));
  expect(bodies()).toMatchObject([{ case: 'removeAgendaItem', value: { itemId: 'b' } }]);
  await becomes(A, C);
  await acked();
  expect(screen.getByText('“Data walk” was removed.')).toBeTruthy();
  expect(document.activeElement?.textContent).toBe('Steps 2');
});

test('the step that the session is at cannot be removed, and says why', async () => {
  const started = session({ state: SessionState.LIVE });
  await open([A, B], { session: started, now: now(A) });
  expect(screen.queryByRole('button', { name: 'Remove “Welcome”' })).toBeNull();
  expect(screen.getByText(/The session is at this step/)).toBeTruthy();
  expect(press('Remove “Data walk”')).toBeTruthy();
});

test('a refusal leaves everything as it was typed', async () => {
  const { user, receive } = await open();
  await user.click(press('Edit “Welcome”'));
  await user.type(field('Title in English'), ' back');
  await user.click(press('Save step'));
  await receive(item({ case: 'reject', value: { n: 1n, code: ErrorCode.TOO_FAST } }));
  expect(screen.getByRole('alert').textContent).toMatch(/This was not saved. That was too fast/);
  expect(field('Title in English').value).toBe('Welcome back');
});

test('others who change or remove the step are noticed, and nothing written is lost', async () => {
  const { user, becomes, bodies } = await open();
  await user.click(press('Edit “Welcome”'));
  await user.type(field('Title in English'), '!');
  await becomes(agendaItem('a', { title: { en: 'Hello' } }), B, C);
  expect(screen.getByText(/Somebody else has changed this step/)).toBeTruthy();
  await becomes(B, C);
  expect(screen.getByText(/Somebody else has removed this step/)).toBeTruthy();
  expect(field('Title in English').value).toBe('Welcome!');
  await user.click(press('Save step'));
  expect(bodies()).toMatchObject([{ value: { afterId: 'c', item: { id: '' } } }]);
});

test('without a connection it is said, and a step waits for it', async () => {
  const { bench, user } = await open();
  act(() => bench.sockets.last.drop());
  expect(screen.getByRole('alert').textContent).toMatch(/no connection right now/);
  await user.click(press('Edit “Welcome”'));
  await user.click(press('Save step'));
  expect(screen.getByText(/Not saved yet: there is no connection/)).toBeTruthy();
});

test('whoever has not answered the notice meets it first', async () => {
  await open([], { me: me({ permission: Permission.STAFF, consent: Consent.UNSPECIFIED }) });
  expect(screen.getByText('The notice')).toBeTruthy();
  expect(screen.queryByRole('button', { name: 'Add a step' })).toBeNull();
});

test('participants cannot plan', async () => {
  await open([], { me: me({ permission: Permission.PARTICIPANT }) });
  expect(screen.getByRole('heading', { name: 'You cannot plan here any more.' })).toBeTruthy();
});
