// A table together with what someone decided about its columns and roles.
import type { RosterPreview } from '../../../protocol/convene/v1/in_session_pb';
import { ColumnMeaning } from '../../../protocol/convene/v1/in_session_pb';
import { JobRole } from '../../../protocol/convene/v1/roster_pb';

export interface TableChoices {
  content: Uint8Array;
  /** Empty: the server guesses. */
  columns: readonly ColumnMeaning[];
  roles: ReadonlyMap<string, JobRole>;
}

export function untouched(content: Uint8Array): TableChoices {
  return { content, columns: [], roles: new Map() };
}

/** Two columns cannot mean the same: the one that did so far is no longer imported. */
export function withColumn(
  choices: TableChoices,
  preview: RosterPreview,
  index: number,
  meaning: ColumnMeaning,
): TableChoices {
  const columns = meanings(choices, preview).map((old, at) => {
    if (at === index) return meaning;
    return old === meaning ? ColumnMeaning.UNSPECIFIED : old;
  });
  return { ...choices, columns };
}

export function withRole(choices: TableChoices, text: string, role: JobRole): TableChoices {
  return { ...choices, roles: new Map(choices.roles).set(text, role) };
}

/** What someone chose, at once; until then what the server guessed. */
export function meanings(choices: TableChoices, preview: RosterPreview): readonly ColumnMeaning[] {
  return choices.columns.length > 0
    ? choices.columns
    : preview.columns.map(({ meaning }) => meaning);
}

export function rosterTable({ content, columns, roles }: TableChoices) {
  const known = [...roles].filter(([, jobRole]) => jobRole !== JobRole.UNSPECIFIED);
  return {
    content,
    columns: [...columns],
    roles: known.map(([text, jobRole]) => ({ text, jobRole })),
  };
}
