// Changing what a session is called, when it is, and how long.
import { create, fromJsonString } from '@bufbuild/protobuf';
import { screen } from '@testing-library/react';
import { beforeEach, expect, test, vi } from 'vitest';
import { CreateSessionBodySchema, SessionSummarySchema } from '../../../protocol/convene/v1/api_pb';
import { ErrorCode } from '../../../protocol/convene/v1/error_pb';
import { SessionSchema, SessionState } from '../../../protocol/convene/v1/session_pb';
import { ok, problem, serve } from '../../../testing/fake-server';
import { renderInApp } from '../../../testing/render';
import { DetailsCard } from './details-card';

beforeEach(() => void vi.useFakeTimers({ shouldAdvanceTime: true }));

const SESSION = create(SessionSchema, {
  id: 'ses_1',
  title: { en: 'Spring convening' },
  scheduledAtMs: BigInt(new Date('2027-03-16T15:30').getTime()),
  plannedMinutes: 150,
  state: SessionState.SCHEDULED,
  forgetsRooms: true,
});

function show(answer: () => Response, asked = false) {
  const fetch = serve({ 'POST /api/sessions/ses_1': answer });
  const onChanged = vi.fn(async () => undefined);
  const onClosed = vi.fn();
  const card = (
    <DetailsCard
      session={SESSION}
      hasSeat
      asked={asked}
      onClosed={onClosed}
      onChanged={onChanged}
    />
  );
  return { fetch, onChanged, onClosed, ...renderInApp(card) };
}

const field = (name: string | RegExp) => screen.getByLabelText<HTMLInputElement>(name);

test('it says what is planned and what is missing, and offers the calendar entry', () => {
  show(problem(500, ErrorCode.INTERNAL));
  expect(screen.getByText(/Tuesday, March 16/)).toBeTruthy();
  expect(screen.getByText('2 h 30 min')).toBeTruthy();
  expect(screen.getByText('Missing')).toBeTruthy();
  const calendar = screen.getByRole('link', { name: 'My calendar entry' });
  expect(calendar.getAttribute('href')).toBe('/api/sessions/ses_1/calendar.ics?language=en');
  expect(screen.getByText(/\/api\/join\/link\/…\/calendar\.ics/)).toBeTruthy();
});

test('the form begins with what is there, and the focus goes in and back', async () => {
  const { user, fetch, onChanged } = show(ok(SessionSummarySchema, {}));
  await user.click(screen.getByRole('button', { name: 'Edit details' }));
  expect(document.activeElement).toBe(field('Title in English'));
  expect(field('Date').value).toBe('2027-03-16');
  expect(field('Time').value).toBe('15:30');
  expect(field(/^Length in minutes/).value).toBe('150');
  await user.type(field(/^Title in Spanish/), 'Encuentro de primavera');
  await user.click(screen.getByRole('button', { name: 'Save details' }));
  await screen.findByRole('button', { name: 'Edit details' });
  expect(document.activeElement).toBe(screen.getByRole('button', { name: 'Edit details' }));
  expect(onChanged).toHaveBeenCalledOnce();
  const body = fromJsonString(CreateSessionBodySchema, String(fetch.mock.calls[0]?.[1].body));
  expect(body).toMatchObject({
    title: { en: 'Spring convening', es: 'Encuentro de primavera' },
    scheduledAtMs: SESSION.scheduledAtMs,
    plannedMinutes: 150,
    forgetsRooms: true,
  });
});

test('what is written in rooms is kept if that is chosen, before the lobby opens', async () => {
  const { user, fetch } = show(ok(SessionSummarySchema, {}), true);
  await user.click(
    screen.getByRole('checkbox', { name: 'Keep what people write in breakout rooms' }),
  );
  await user.click(screen.getByRole('button', { name: 'Save details' }));
  const body = fromJsonString(CreateSessionBodySchema, String(fetch.mock.calls[0]?.[1].body));
  expect(body.forgetsRooms).toBe(false);
});

test.each(['4', '1441', '12.5', 'two'])('a length of “%s” is not sent', async (minutes) => {
  const { user, fetch } = show(ok(SessionSummarySchema, {}), true);
  await user.clear(field(/^Length in minutes/));
  await user.type(field(/^Length in minutes/), minutes);
  await user.click(screen.getByRole('button', { name: 'Save details' }));
  expect(screen.getByText('Use a whole number from 5 to 1440.')).toBeTruthy();
  expect(fetch).not.toHaveBeenCalled();
});

test('a refusal stays beside what was typed; cancel leaves all as it was', async () => {
  const { user, onClosed, onChanged } = show(problem(409, ErrorCode.WRONG_STATE), true);
  await user.click(screen.getByRole('button', { name: 'Save details' }));
  expect((await screen.findByRole('alert')).textContent).toMatch(/cannot be done at this point/);
  await user.click(screen.getByRole('button', { name: 'Cancel' }));
  expect(onClosed).toHaveBeenCalledOnce();
  expect(onChanged).not.toHaveBeenCalled();
});
