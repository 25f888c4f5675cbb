// The page of a session: what is missing, what can be changed, and where one goes from here.
import { screen } from '@testing-library/react';
import { beforeEach, expect, test, vi } from 'vitest';
import { MeProvider } from '../../api/me-provider';
import { SessionSummarySchema, WhoamiSchema } from '../../protocol/convene/v1/api_pb';
import { SessionDetailSchema } from '../../protocol/convene/v1/in_session_pb';
import { SessionState } from '../../protocol/convene/v1/session_pb';
import { person, session } from '../../testing/builders';
import { ok, serve } from '../../testing/fake-server';
import { renderInApp } from '../../testing/render';
import { SessionScreen } from './session-screen';

beforeEach(() => {
  vi.useFakeTimers({ shouldAdvanceTime: true });
  window.history.replaceState(null, '', '/sessions/ses_1');
});

async function open(
  more: Parameters<typeof session>[0] = { title: { en: 'Spring convening' } },
  email = 'fay@example.org',
) {
  const about = session({
    state: SessionState.SCHEDULED,
    plannedMinutes: 120,
    ...(more as object),
  });
  serve({
    'GET /api/me': ok(WhoamiSchema, { account: { id: 'acc_1', email: 'fay@example.org' } }),
    'GET /api/organisations': () => new Response('{}'),
    'GET /api/sessions/ses_1': ok(SessionDetailSchema, {
      summary: { session: about, code: 'ABCD1234' },
      roster: [{ person: person('per_1', 'Fay Facilitator'), email }],
    }),
    'POST /api/sessions/ses_1': ok(SessionSummarySchema, {}),
  });
  const { user } = renderInApp(
    <MeProvider>
      <SessionScreen sessionId="ses_1" />
    </MeProvider>,
  );
  await screen.findByText('How people join');
  return { user };
}

test('a title without Spanish is named, and leads to the form', async () => {
  const { user } = await open();
  await user.click(screen.getByRole('link', { name: 'The title of the session: no Spanish' }));
  const field = await screen.findByLabelText('Title in English');
  await vi.waitFor(() => expect(document.activeElement).toBe(field));
  // Saved or not: the address does not open the form again.
  await user.click(screen.getByRole('button', { name: 'Cancel' }));
  expect(window.location.search).toBe('');
  const edit = screen.getByRole('button', { name: 'Edit details' });
  await vi.waitFor(() => expect(document.activeElement).toBe(edit));
});

test('with both titles, or once it has begun, nothing is said of it', async () => {
  await open({ title: { en: 'Spring', es: 'Primavera' } });
  expect(screen.queryByText(/one language only$/)).toBeNull();
});

test('the ways on are there: agenda, help desk, import, the room', async () => {
  await open();
  const ways = {
    'Plan the agenda': '/sessions/ses_1/agenda',
    'Help desk': '/sessions/ses_1/help',
    'Import a table': '/sessions/ses_1/import',
    'Enter session': '/s/ses_1?as=team',
    'My calendar entry': '/api/sessions/ses_1/calendar.ics?language=en',
    'Attendance (CSV)': '/api/sessions/ses_1/attendance.csv?language=en',
  };
  for (const [name, href] of Object.entries(ways)) {
    expect(screen.getByRole('link', { name }).getAttribute('href')).toBe(href);
  }
});

test('who is not a person of the session has no calendar entry of their own', async () => {
  await open(undefined, 'someone.else@example.org');
  expect(screen.queryByRole('link', { name: 'My calendar entry' })).toBeNull();
});
