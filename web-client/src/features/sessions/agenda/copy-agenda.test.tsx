// Taking over another session's agenda: chosen, warned about, then done.
import { fireEvent, screen } from '@testing-library/react';
import { beforeEach, expect, test, vi } from 'vitest';
import { AgendaSchema } from '../../../protocol/convene/v1/agenda_pb';
import { SessionsSchema } from '../../../protocol/convene/v1/api_pb';
import { ErrorCode } from '../../../protocol/convene/v1/error_pb';
import { ok, problem, serve } from '../../../testing/fake-server';
import { renderInApp } from '../../../testing/render';
import { CopyAgenda } from './copy-agenda';

beforeEach(() => void vi.useFakeTimers({ shouldAdvanceTime: true }));

const COPY = 'POST /api/sessions/ses_1/agenda/copy';
const SESSIONS = ok(SessionsSchema, {
  sessions: ['ses_1', 'ses_2'].map((id) => ({
    session: { id, title: { en: `Title of ${id}` }, scheduledAtMs: 1n },
  })),
});
const COPIED = ok(AgendaSchema, { items: [{ id: 'x' }, { id: 'y' }] });

async function open(count: number, answer = COPIED, sessions = SESSIONS) {
  const fetch = serve({ 'GET /api/sessions': sessions, [COPY]: answer });
  const onCopied = vi.fn();
  const element = <CopyAgenda sessionId="ses_1" count={count} onCopied={onCopied} />;
  const { user, container } = renderInApp(element);
  expect(fetch).not.toHaveBeenCalled();
  const details = container.querySelector('details') as HTMLDetailsElement;
  details.open = true;
  fireEvent(details, new Event('toggle'));
  const copies = () => fetch.mock.calls.filter(([path]) => path.endsWith('/copy'));
  return { user, onCopied, copies };
}

const choose = async (user: Awaited<ReturnType<typeof open>>['user']) => {
  const from = await screen.findByRole('combobox', { name: 'Session' });
  await user.selectOptions(from, 'ses_2');
  await user.click(screen.getByRole('button', { name: 'Use its agenda' }));
};

test('this session itself is not offered; an agenda with steps is replaced only when told', async () => {
  const { user, onCopied, copies } = await open(3);
  await choose(user);
  expect(screen.queryByRole('option', { name: /ses_1/ })).toBeNull();
  expect(copies()).toEqual([]);
  expect(screen.getByText(/The 3 steps of this session are removed/)).toBeTruthy();
  await user.click(screen.getByRole('button', { name: 'Replace it' }));
  await vi.waitFor(() =>
    expect(onCopied).toHaveBeenCalledWith('The agenda now has 2 steps of “Title of ses_2”.'),
  );
  expect(JSON.parse(String(copies()[0]?.[1].body))).toEqual({ fromSessionId: 'ses_2' });
});

test('an empty agenda loses nothing: no question', async () => {
  const { user, copies } = await open(0);
  await choose(user);
  await vi.waitFor(() => expect(copies()).toHaveLength(1));
});

test('nothing chosen is said beside the field; a refusal on top', async () => {
  const { user } = await open(0, problem(403, ErrorCode.NOT_ALLOWED));
  await user.click(await screen.findByRole('button', { name: 'Use its agenda' }));
  expect(screen.getByText('Choose a session', { selector: '.field-error' })).toBeTruthy();
  await choose(user);
  expect((await screen.findByRole('alert')).textContent).toMatch(/You may not do this/);
});

test('without another session it says so', async () => {
  await open(0, COPIED, ok(SessionsSchema, { sessions: [{ session: { id: 'ses_1' } }] }));
  expect(await screen.findByText('There is no other session that you run.')).toBeTruthy();
});
