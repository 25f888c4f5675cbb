// Importing a table as a person does it: read, look, decide, import; nothing by half.
import type { MessageInitShape } from '@bufbuild/protobuf';
import { fromJsonString } from '@bufbuild/protobuf';
import { act, screen, within } from '@testing-library/react';
import { beforeEach, expect, test, vi } from 'vitest';
import { ErrorCode } from '../../../protocol/convene/v1/error_pb';
import {
  ColumnMeaning,
  ImportRosterBodySchema,
  RosterImportedSchema,
  RosterPreviewSchema,
  RosterTableSchema,
  RowFate,
  RowProblemKind,
  SessionDetailSchema,
} from '../../../protocol/convene/v1/in_session_pb';
import { JobRole } from '../../../protocol/convene/v1/roster_pb';
import { ok, problem, serve } from '../../../testing/fake-server';
import { renderInApp } from '../../../testing/render';
import { ImportScreen } from './import-screen';
import { PREVIEW_DELAY_MS } from './use-roster-preview';

// Testing Library waits by the clock: it must go on by itself.
beforeEach(() => void vi.useFakeTimers({ shouldAdvanceTime: true }));

const PREVIEW = 'POST /api/sessions/ses_1/roster/preview';
const IMPORT = 'POST /api/sessions/ses_1/roster';
const SESSION = ok(SessionDetailSchema, {
  summary: { session: { id: 'ses_1', title: { en: 'Spring convening' } } },
});

const GOOD = {
  digest: 'd1',
  encoding: 'UTF-8',
  columns: [
    { header: 'Name', meaning: ColumnMeaning.NAME, samples: ['Ana Ruiz'] },
    { header: 'Position', meaning: ColumnMeaning.JOB_ROLE, samples: ['TOSA'] },
  ],
  roles: [{ text: 'Teacher', jobRole: JobRole.TEACHER, count: 3 }],
  addedCount: 198,
  updatedCount: 4,
  unchangedCount: 3,
  problemCount: 0,
  rows: [{ row: 2, fate: RowFate.ADDED, name: 'Ana Ruiz', email: 'ana@district.example' }],
};

const WITH_PROBLEMS = {
  ...GOOD,
  problemCount: 7,
  roles: [{ text: 'TOSA', count: 7 }, ...GOOD.roles],
  rows: [
    {
      row: 12,
      fate: RowFate.PROBLEM,
      name: 'Ben Ochoa',
      problems: [
        { column: ColumnMeaning.JOB_ROLE, kind: RowProblemKind.ROLE_UNKNOWN, value: 'TOSA' },
      ],
    },
    {
      row: 9,
      fate: RowFate.UPDATED,
      name: 'Rosa Delgado',
      changes: [
        { column: ColumnMeaning.DISTRICT, before: '', after: 'Lakeside Unified' },
        {
          column: ColumnMeaning.JOB_ROLE,
          before: 'JOB_ROLE_UNSPECIFIED',
          after: 'JOB_ROLE_COE_STAFF',
        },
      ],
    },
  ],
  absentNames: ['Tom Becker'],
};

type Init = MessageInitShape<typeof RosterPreviewSchema>;
const preview = (init: Init) => ok(RosterPreviewSchema, init);

async function open(answers: Record<string, () => Response>) {
  const fetch = serve({ 'GET /api/sessions/ses_1': SESSION, ...answers });
  const { user } = renderInApp(<ImportScreen sessionId="ses_1" />);
  const pasted = await screen.findByRole('textbox', { name: /pasted from a spreadsheet/ });
  // The heading takes the focus of who arrives; nobody is quicker than that.
  await act(async () => undefined);
  async function paste(text = 'Name\tPosition\nAna Ruiz\tTOSA') {
    await user.click(pasted);
    await user.paste(text);
    await user.click(screen.getByText('Read what I pasted'));
  }
  /** Pastes, and waits for the answer: by text, because roles are slow to look up. */
  async function look() {
    await paste();
    await screen.findByText('What the import will do');
  }
  const bodies = (path: string) =>
    fetch.mock.calls.filter(([called]) => called.endsWith(path)).map(([, init]) => init.body);
  const tables = () =>
    bodies('/preview').map((body) => fromJsonString(RosterTableSchema, String(body)));
  const imports = () =>
    bodies('/roster').map((body) => fromJsonString(ImportRosterBodySchema, String(body)));
  return { user, paste, look, tables, imports };
}

test('a file is read, summed up in a sentence, and imported by its digest', async () => {
  const done = ok(RosterImportedSchema, { addedCount: 198, updatedCount: 4 });
  const { user, tables, imports } = await open({ [PREVIEW]: preview(GOOD), [IMPORT]: done });
  const file = new File(['Name,Position\nAna Ruiz,TOSA'], 'people.csv', { type: 'text/csv' });
  await user.upload(screen.getByLabelText('A file'), file);
  await screen.findByText('198 will be added, 4 changed, 3 unchanged; no row needs a decision.');
  await vi.waitFor(() =>
    expect(document.activeElement?.textContent).toBe('What the import will do'),
  );
  expect(new TextDecoder().decode(tables()[0]?.content)).toMatch(/^Name,Position/);
  expect(tables()[0]?.columns).toEqual([]);

  await user.click(screen.getByRole('button', { name: 'Import 202 people' }));
  expect(await screen.findByText(/198 people were added and 4 changed/)).toBeTruthy();
  expect(imports()).toMatchObject([{ digest: 'd1', leaveOutProblems: false }]);
  const back = screen.getByRole('link', { name: 'See the roster' });
  expect(back.getAttribute('href')).toBe('/sessions/ses_1');
});

test('a spreadsheet that is no table is refused before it is sent', async () => {
  const { user, tables } = await open({ [PREVIEW]: preview(GOOD) });
  const file = new File(['PK\u0003\u0004'], 'people.csv');
  await user.upload(screen.getByLabelText('A file'), file);
  expect(await screen.findByLabelText('A file', { selector: '[aria-invalid=true]' })).toBeTruthy();
  expect(screen.getByText(/Save it as CSV first/)).toBeTruthy();
  expect(tables()).toEqual([]);
});

test('rows with problems say where and what; leaving them out is a choice of its own', async () => {
  const done = ok(RosterImportedSchema, { addedCount: 198, updatedCount: 4, leftOutCount: 7 });
  const answers = { [PREVIEW]: preview(WITH_PROBLEMS), [IMPORT]: done };
  const { user, look, imports } = await open(answers);
  await look();
  const table = screen.getByRole('table', { name: /Rows that need a decision/ });
  const row = within(table).getByRole('row', { name: /Row 12/ });
  expect(row.textContent).toMatch(/Ben Ochoa.*Role.*TOSA.*does not know this role/);
  expect(screen.getByText(/District, by name or code: was/).textContent).toBe(
    'District, by name or code: was empty, becomes Lakeside Unified',
  );
  expect(screen.getByText(/^Role: was/).textContent).toBe(
    'Role: was No job given, becomes County office staff',
  );
  expect(screen.getByText('Tom Becker')).toBeTruthy();
  expect(screen.queryByRole('button', { name: /^Import \d+ people$/ })).toBeNull();

  await user.click(screen.getByRole('button', { name: 'Import 202 and leave out 7' }));
  expect(await screen.findByText(/7 rows were left out/)).toBeTruthy();
  expect(imports()).toMatchObject([{ leaveOutProblems: true }]);
});

test('a role that is said to be something asks again, and stays where it is', async () => {
  let known = false;
  const answer = () =>
    known
      ? preview({ ...GOOD, roles: [{ text: 'TOSA', jobRole: JobRole.COACH, count: 7 }] })()
      : preview(WITH_PROBLEMS)();
  const { user, look, tables } = await open({ [PREVIEW]: answer });
  await look();
  const role = screen.getByRole('combobox', { name: '“TOSA”' });
  known = true;
  await user.selectOptions(role, 'Coach or teacher on special assignment');
  expect(screen.getByText('Reading again with your choices…')).toBeTruthy();
  await screen.findByText('Import 202 people');
  expect(tables()[1]?.roles).toMatchObject([{ text: 'TOSA', jobRole: JobRole.COACH }]);
  const unknown = screen.getByRole('region', { name: 'Roles that Convene does not know' });
  expect(within(unknown).getByRole('combobox', { name: '“TOSA”' })).toBe(role);
});

test('choices in quick succession are asked once, and an old answer is ignored', async () => {
  const waiting: ((response: Response) => void)[] = [];
  const held = () => new Promise<Response>((resolve) => void waiting.push(resolve)) as never;
  const { user, paste, tables } = await open({ [PREVIEW]: held });
  const answer = (at: number, init: Init) => act(async () => waiting[at]?.(preview(init)()));
  await paste();
  await vi.waitFor(() => expect(waiting).toHaveLength(1));
  await answer(0, GOOD);
  const column = screen.getByRole('combobox', { name: 'Column “Position”' });
  await user.selectOptions(column, 'Groups');
  await user.selectOptions(column, 'Full name');
  expect(tables()).toHaveLength(1);
  await act(() => vi.advanceTimersByTimeAsync(PREVIEW_DELAY_MS));
  expect(tables()).toHaveLength(2);
  // Two columns cannot both hold the name.
  expect(tables()[1]?.columns).toEqual([ColumnMeaning.UNSPECIFIED, ColumnMeaning.NAME]);

  await user.selectOptions(column, 'Language');
  await act(() => vi.advanceTimersByTimeAsync(PREVIEW_DELAY_MS));
  await answer(2, { ...GOOD, addedCount: 22 });
  await answer(1, { ...GOOD, addedCount: 11 });
  expect(screen.getByText(/^22 will be added/)).toBeTruthy();
});

test('while choices are being read again, nothing can be imported', async () => {
  const { user, look, imports } = await open({ [PREVIEW]: preview(GOOD) });
  await look();
  const column = screen.getByRole('combobox', { name: 'Column “Position”' });
  await user.selectOptions(column, 'Do not import');
  await user.click(screen.getByRole('button', { name: 'Import 202 people' }));
  expect(imports()).toEqual([]);
});

test('a roster that has changed since is looked at again, and said so', async () => {
  const old = problem(409, ErrorCode.PREVIEW_OLD);
  const { user, look, tables } = await open({ [PREVIEW]: preview(GOOD), [IMPORT]: old });
  await look();
  await user.click(screen.getByText('Import 202 people'));
  expect(await screen.findByText(/The roster has changed since you looked/)).toBeTruthy();
  await vi.waitFor(() => expect(tables()).toHaveLength(2));
});

test('without an answer nobody knows: the way on is another look', async () => {
  const lost = () => Promise.reject(new TypeError('Failed to fetch')) as never;
  const { user, look, tables } = await open({ [PREVIEW]: preview(GOOD), [IMPORT]: lost });
  await look();
  await user.click(screen.getByText('Import 202 people'));
  await user.click(await screen.findByText('Look again'));
  await vi.waitFor(() => expect(tables()).toHaveLength(2));
});

test('what cannot be read as a table says what a table needs; the paste is still there', async () => {
  const { paste } = await open({ [PREVIEW]: problem(400, ErrorCode.BAD_TABLE) });
  await paste('nonsense');
  expect(await screen.findByText(/The first row must hold headers/)).toBeTruthy();
  const pasted = screen.getByRole<HTMLTextAreaElement>('textbox', { name: /pasted/ });
  expect(pasted.value).toBe('nonsense');
  const template = screen.getByRole('link', { name: 'Download a template' });
  expect(template.getAttribute('download')).toBe('roster-template.csv');
});

test('an encoding that garbles names is named', async () => {
  const { look } = await open({ [PREVIEW]: preview({ ...GOOD, encoding: 'Windows-1252' }) });
  await look();
  expect(await screen.findByText(/written in Windows-1252/)).toBeTruthy();
});
