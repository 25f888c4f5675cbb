// Words for what a table of people can hold, and for what can be wrong with it.
import type { MessageKey } from '../../../i18n/en';
import { ColumnMeaning, RowProblemKind } from '../../../protocol/convene/v1/in_session_pb';
import type { ReadFault } from './read-table';

export const COLUMN_WORDS: Record<ColumnMeaning, MessageKey> = {
  [ColumnMeaning.UNSPECIFIED]: 'column.none',
  [ColumnMeaning.NAME]: 'column.name',
  [ColumnMeaning.FIRST_NAME]: 'column.firstName',
  [ColumnMeaning.LAST_NAME]: 'column.lastName',
  [ColumnMeaning.EMAIL]: 'column.email',
  [ColumnMeaning.JOB_ROLE]: 'column.role',
  [ColumnMeaning.DISTRICT]: 'column.district',
  [ColumnMeaning.DISTRICT_CODE]: 'column.districtCode',
  [ColumnMeaning.LANGUAGE]: 'column.language',
  [ColumnMeaning.ACCESS]: 'column.access',
  [ColumnMeaning.GROUPS]: 'column.groups',
  [ColumnMeaning.KEEP_WITH]: 'column.keepWith',
  [ColumnMeaning.KEEP_APART]: 'column.keepApart',
};

/** Each says what is wrong and what to do. */
const PROBLEM_WORDS: Record<RowProblemKind, MessageKey> = {
  [RowProblemKind.UNSPECIFIED]: 'problem.unknown',
  [RowProblemKind.NAME_MISSING]: 'problem.nameMissing',
  [RowProblemKind.TOO_LONG]: 'problem.tooLong',
  [RowProblemKind.FORMULA]: 'problem.formula',
  [RowProblemKind.EMAIL_MALFORMED]: 'problem.emailMalformed',
  [RowProblemKind.EMAIL_TWICE]: 'problem.emailTwice',
  [RowProblemKind.ROLE_UNKNOWN]: 'problem.roleUnknown',
  [RowProblemKind.DISTRICT_MISSING]: 'problem.districtMissing',
  [RowProblemKind.CODE_MALFORMED]: 'problem.codeMalformed',
  [RowProblemKind.CODE_CHECK_DIGIT]: 'problem.codeCheckDigit',
  [RowProblemKind.LANGUAGE_UNKNOWN]: 'problem.languageUnknown',
  [RowProblemKind.PERSON_UNKNOWN]: 'problem.personUnknown',
  [RowProblemKind.CONTRADICTION]: 'problem.contradiction',
  [RowProblemKind.TOO_MANY]: 'problem.tooMany',
  [RowProblemKind.ROSTER_FULL]: 'problem.rosterFull',
  [RowProblemKind.REMOVED]: 'problem.removed',
};

export const FAULT_WORDS: Record<ReadFault, MessageKey> = {
  tooLarge: 'import.tooLarge',
  empty: 'import.empty',
  workbook: 'import.workbook',
  unreadable: 'import.unreadable',
};

/** A kind from a newer server gets the general words. */
export function problemKey(kind: RowProblemKind): MessageKey {
  return PROBLEM_WORDS[kind] ?? 'problem.unknown';
}
