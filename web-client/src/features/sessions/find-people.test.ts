// Searching and ordering a roster.
import { create } from '@bufbuild/protobuf';
import { expect, test } from 'vitest';
import { RosterRowSchema } from '../../protocol/convene/v1/in_session_pb';
import { JobRole } from '../../protocol/convene/v1/roster_pb';
import type { RosterView } from './find-people';
import { arrange, findPeople } from './find-people';

const row = (name: string, email: string, district: string, jobRole = JobRole.TEACHER) =>
  create(RosterRowSchema, { person: { name, organisation: { name: district }, jobRole }, email });

const ROWS = [
  row('Zoë Ochoa', 'zoe@lakeside.example', 'Lakeside Unified'),
  row('José Álvarez', '', 'Alameda County Office of Education', JobRole.COE_STAFF),
  row('Ana Ruiz', 'ruiz@hill.example', 'Hill Elementary', JobRole.COACH),
];
const ALL: RosterView = { query: '', jobRole: undefined, organisation: '', order: 'added' };
const names = (rows: readonly (typeof ROWS)[number][]) => rows.map(({ person }) => person?.name);

test.each([
  ['', ['Zoë Ochoa', 'José Álvarez', 'Ana Ruiz']],
  ['  ', ['Zoë Ochoa', 'José Álvarez', 'Ana Ruiz']],
  ['jose', ['José Álvarez']],
  ['ZOË', ['Zoë Ochoa']],
  ['ruiz hill', ['Ana Ruiz']],
  ['lakeside.example', ['Zoë Ochoa']],
  ['alameda alvarez', ['José Álvarez']],
  ['nobody', []],
])('“%s” finds %j', (query, expected) => {
  expect(names(findPeople(ROWS, query))).toEqual(expected);
});

test.each<[string, Partial<RosterView>, string[]]>([
  ['a job', { jobRole: JobRole.COACH }, ['Ana Ruiz']],
  ['an organization', { organisation: 'Lakeside Unified' }, ['Zoë Ochoa']],
  [
    'both that exclude each other',
    { jobRole: JobRole.COACH, organisation: 'Lakeside Unified' },
    [],
  ],
  ['A to Z', { order: 'az' }, ['Ana Ruiz', 'José Álvarez', 'Zoë Ochoa']],
  ['Z to A', { order: 'za' }, ['Zoë Ochoa', 'José Álvarez', 'Ana Ruiz']],
])('arranged by %s', (_, view, expected) => {
  expect(names(arrange(ROWS, { ...ALL, ...view }, 'en'))).toEqual(expected);
});
