// Results by job role, region and room: drawn when someone asks for them.
import { useState } from 'react';
import { useI18n } from '../../../../i18n/i18n-provider';
import type { GroupKind, GroupRow, Run } from '../../../../protocol/convene/v1/poll_pb';
import { Button } from '../../../../ui/button';
import { GroupResult } from './group-result';
import { GROUP_KINDS, GROUP_TITLES } from './group-words';

interface GroupResultsProps {
  run: Run;
  rows: readonly GroupRow[];
}

/** Words and texts are told of everyone together alone. */
const TOLD = ['choice', 'scale', 'ranking', 'points', 'number'];

export function GroupResults({ run, rows }: GroupResultsProps) {
  const { t } = useI18n();
  const [shown, setShown] = useState<GroupKind>();
  const kinds = GROUP_KINDS.filter((kind) => rows.some((row) => row.kind === kind));
  const items = run.poll?.items.filter(({ kind }) => TOLD.includes(kind.case ?? '')) ?? [];
  if (kinds.length === 0 || items.length === 0) return null;
  return (
    <div className="poll-groups">
      <div className="form-actions">
        {kinds.map((kind) => (
          <Button
            key={kind}
            size="small"
            aria-pressed={kind === shown}
            onClick={() => setShown(kind === shown ? undefined : kind)}
          >
            {t(GROUP_TITLES[kind] ?? 'tally.group')}
          </Button>
        ))}
      </div>
      {shown !== undefined &&
        items.map((item) => (
          <GroupResult
            key={item.id}
            run={run}
            item={item}
            rows={rows.filter(({ kind }) => kind === shown)}
          />
        ))}
    </div>
  );
}
