// What importing would do: one sentence, what needs a decision, the button, then the rest.
import type { ReactNode } from 'react';
import { useEffect, useRef } from 'react';
import { useI18n } from '../../../i18n/i18n-provider';
import type { RosterPreview } from '../../../protocol/convene/v1/in_session_pb';
import { RowFate } from '../../../protocol/convene/v1/in_session_pb';
import { Button } from '../../../ui/button';
import { FailedNotice } from '../../../ui/loaded';
import { Notice } from '../../../ui/notice';
import { ChangedRows } from './changed-rows';
import { ColumnFields } from './column-fields';
import { MoreDetails } from './more-details';
import { ProblemRows } from './problem-rows';
import { RoleFields } from './role-fields';
import type { TableChoices } from './table-choices';
import { meanings, withColumn, withRole } from './table-choices';
import type { Previewing } from './use-roster-preview';

interface ImportPreviewProps {
  previewing: Previewing;
  choices: TableChoices;
  preview: RosterPreview;
  outdated: boolean;
  actions: ReactNode;
  onOther: () => void;
}

export function ImportPreview(props: ImportPreviewProps) {
  const { previewing, choices, preview, outdated, actions, onOther } = props;
  const { t } = useI18n();
  const heading = useRef<HTMLHeadingElement>(null);
  const { busy, error, choose } = previewing;
  const ofFate = (fate: RowFate) => preview.rows.filter((row) => row.fate === fate);

  // The table was taken in, and its fields are gone: the answer is where one goes on.
  useEffect(() => heading.current?.focus(), []);

  return (
    <>
      <section className="card" aria-labelledby="preview-title">
        <h2 id="preview-title" ref={heading} tabIndex={-1}>
          {t('import.preview')}
        </h2>
        {outdated && <Notice tone="warning">{t('import.outdated')}</Notice>}
        <p className="import-sentence">{sentence(preview)}</p>
        <p className="muted" role="status">
          {t(busy ? 'import.again' : 'import.safe')}
        </p>
        {isUnusual(preview.encoding) && (
          <Notice>{t('import.encoding', { encoding: preview.encoding })}</Notice>
        )}
        {error && <FailedNotice error={error} onRetry={() => choose({ ...choices })} />}
        {!error && actions}
        <Button kind="plain" onClick={onOther}>
          {t('import.other')}
        </Button>
      </section>
      <RoleFields
        roles={preview.roles}
        chosen={choices.roles}
        onChange={(text, role) => choose(withRole(choices, text, role))}
      />
      <ProblemRows rows={ofFate(RowFate.PROBLEM)} count={preview.problemCount} />
      <ColumnFields
        columns={preview.columns}
        meanings={meanings(choices, preview)}
        onChange={(index, meaning) => choose(withColumn(choices, preview, index, meaning))}
      />
      <ChangedRows rows={ofFate(RowFate.UPDATED)} count={preview.updatedCount} />
      <MoreDetails added={ofFate(RowFate.ADDED)} absentNames={preview.absentNames} />
    </>
  );

  function sentence({ addedCount, updatedCount, unchangedCount, problemCount }: RosterPreview) {
    return t('import.sentence', {
      added: addedCount,
      updated: updatedCount,
      unchanged: unchangedCount,
      problems: problemCount,
    });
  }
}

function isUnusual(encoding: string): boolean {
  return encoding !== '' && encoding.toUpperCase() !== 'UTF-8';
}
