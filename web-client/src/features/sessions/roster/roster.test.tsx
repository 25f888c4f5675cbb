// The roster as those who run a session read it: searched, filtered, and links copied.
import type { MessageInitShape } from '@bufbuild/protobuf';
import { create } from '@bufbuild/protobuf';
import { screen, waitFor, within } from '@testing-library/react';
import { beforeEach, expect, test, vi } from 'vitest';
import { PersonLinkSchema, RosterRowSchema } from '../../../protocol/convene/v1/in_session_pb';
import { Identified, JobRole, Language } from '../../../protocol/convene/v1/roster_pb';
import { person } from '../../../testing/builders';
import { ok, serve } from '../../../testing/fake-server';
import { renderInApp } from '../../../testing/render';
import { Roster, STEP } from './roster';
import { RosterDownloads } from './roster-downloads';

beforeEach(() => void vi.useFakeTimers({ shouldAdvanceTime: true }));

const row = (
  id: string,
  name: string,
  more: MessageInitShape<typeof RosterRowSchema> = {},
  about: Parameters<typeof person>[2] = {},
) =>
  create(RosterRowSchema, {
    person: person(id, name, { arrived: false, ...about }),
    link: `https://convene.example/j/${id}`,
    ...(more as object),
  });

const ROWS = [
  row('per_1', 'Zoë Ochoa', { email: 'zoe@lakeside.example', keepApartIds: ['per_2'] }),
  row(
    'per_2',
    'José Álvarez',
    { language: Language.BILINGUAL, access: 'Captions', groups: ['Math', 'Cohort 2'] },
    { arrived: true, identified: Identified.CODE, jobRole: JobRole.COACH },
  ),
  row('per_3', 'Fay Facilitator', { link: '' }),
  row('per_4', 'Guest', {}, { waiting: true, organisation: { name: 'Hill Elementary' } }),
  row('per_5', 'Ana Ruiz', { keepWithIds: ['per_1', 'per_4'] }),
  row('per_6', 'Ben Cho'),
];

function show(rows = ROWS) {
  return renderInApp(<Roster sessionId="ses_1" rows={rows} onChanged={async () => undefined} />);
}

const names = () =>
  screen
    .getAllByRole('rowheader')
    .map((cell) => ROWS.find(({ person: who }) => cell.textContent?.includes(`${who?.name}`)))
    .map((found) => found?.person?.name);
const rowOf = (name: string) =>
  screen.getByRole('rowheader', { name: new RegExp(name) }).closest('tr') as HTMLElement;

test('a row says everything that matters for rooms, people by name', () => {
  show();
  expect(rowOf('José Álvarez').textContent).toMatch(
    /Speaks English and SpanishNeeds: CaptionsGroups: Math, Cohort 2/,
  );
  expect(rowOf('José Álvarez').textContent).toMatch(/Arrivedcame by code, as someone/);
  expect(rowOf('Zoë Ochoa').textContent).toMatch(/Apart from José Álvarez/);
  expect(rowOf('Ana Ruiz').textContent).toMatch(/With Zoë Ochoa, Guest/);
  expect(rowOf('Guest').textContent).toMatch(/Waits at the door/);
});

test('search, job, organization and order narrow it down', async () => {
  const { user } = show();
  const find = screen.getByRole('searchbox', { name: 'Find by name, e-mail or organization' });
  await user.type(find, 'jose');
  await waitFor(() => expect(names()).toEqual(['José Álvarez']));
  await user.clear(find);
  await user.selectOptions(screen.getByRole('combobox', { name: 'Order' }), 'Name, A to Z');
  await waitFor(() => expect(names()[0]).toBe('Ana Ruiz'));
  const job = screen.getByRole('combobox', { name: 'Show jobs' });
  await user.selectOptions(job, 'Teacher');
  await waitFor(() => expect(names()).not.toContain('José Álvarez'));
  const organisation = screen.getByRole('combobox', { name: 'Show organizations' });
  await user.selectOptions(organisation, 'Hill Elementary');
  await waitFor(() => expect(names()).toEqual(['Guest']));
  await user.type(find, 'nobody');
  expect(await screen.findByText(/Nobody fits/)).toBeTruthy();
});

test('a link is copied with one press; accounts have none', async () => {
  const { user } = show();
  await user.click(screen.getByRole('button', { name: 'Copy link of Ana Ruiz' }));
  expect(await navigator.clipboard.readText()).toBe('https://convene.example/j/per_5');
  expect(screen.getByText('The link of Ana Ruiz is copied.')).toBeTruthy();
  expect(within(rowOf('Fay Facilitator')).queryByRole('button')).toBeNull();
});

test('where nothing can be copied, the link is shown', async () => {
  const { user } = show();
  vi.spyOn(navigator.clipboard, 'writeText').mockRejectedValue(new Error('not allowed'));
  await user.click(screen.getByRole('button', { name: 'Copy link of Ben Cho' }));
  const shown = await screen.findByLabelText<HTMLInputElement>('Personal link of Ben Cho');
  expect(shown.value).toBe('https://convene.example/j/per_6');
});

test('a new link is made only after the question, and shown', async () => {
  const made = { personId: 'per_6', name: 'Ben Cho', link: 'https://convene.example/j/new' };
  const route = 'POST /api/sessions/ses_1/people/per_6/link';
  const fetch = serve({ [route]: ok(PersonLinkSchema, made) });
  const { user } = show();
  await user.click(screen.getByRole('button', { name: 'New link for Ben Cho' }));
  expect(fetch).not.toHaveBeenCalled();
  const dialog = screen.getByRole('dialog', { name: 'New link for Ben Cho' });
  await user.click(within(dialog).getByRole('button', { name: 'New link' }));
  const shown = await screen.findByLabelText<HTMLInputElement>('Personal link of Ben Cho');
  expect(shown.value).toBe(made.link);
});

test('thousands are drawn in steps, and a search looks through all of them', async () => {
  const many = Array.from({ length: 2000 }, (_, at) => row(`per_${at}`, `Person ${at}`));
  const { user } = show(many);
  expect(screen.getAllByRole('rowheader')).toHaveLength(STEP);
  expect(screen.getByText(/100 of 2,000 are shown/)).toBeTruthy();
  await user.click(screen.getByRole('button', { name: 'Show 100 more people' }));
  expect(screen.getAllByRole('rowheader')).toHaveLength(2 * STEP);
  await user.type(screen.getByRole('searchbox'), '1999');
  await waitFor(() => expect(screen.getAllByRole('rowheader')).toHaveLength(1));
  expect(screen.getByRole('rowheader').textContent).toMatch(/Person 1999/);
  expect(screen.queryByRole('button', { name: /^Show/ })).toBeNull();
});

test('lists to download; attendance only once somebody has been there', () => {
  const { unmount } = renderInApp(<RosterDownloads sessionId="ses/1" attended={false} />);
  const links = screen.getByRole('link', { name: 'All personal links (CSV)' });
  expect(links.getAttribute('href')).toBe('/api/sessions/ses%2F1/links.csv?language=en');
  expect(screen.queryByRole('link', { name: /Attendance/ })).toBeNull();
  unmount();
  renderInApp(<RosterDownloads sessionId="ses_1" attended />);
  const attendance = screen.getByRole('link', { name: 'Attendance (CSV)' });
  expect(attendance.getAttribute('href')).toBe('/api/sessions/ses_1/attendance.csv?language=en');
});
