// One item by group: a picture, the same as a table, and why some of it is not shown.
import { useId } from 'react';
import { useI18n } from '../../../../i18n/i18n-provider';
import type { GroupRow, PollItem, Run } from '../../../../protocol/convene/v1/poll_pb';
import { Said } from '../said';
import { GroupBars } from './group-bars';
import { GroupTable } from './group-table';
import { Pictured } from './pictured';

interface GroupResultProps {
  run: Run;
  item: PollItem;
  rows: readonly GroupRow[];
}

export function GroupResult(props: GroupResultProps) {
  const { t } = useI18n();
  const id = useId();
  return (
    <section className="poll-result" aria-labelledby={id}>
      <h4 id={id}>
        <Said text={props.item.question} />
      </h4>
      <Pictured picture={<GroupBars {...props} />} table={<GroupTable {...props} />} />
      {props.rows.some((row) => row.suppressed) && (
        <p className="muted">{t('tally.suppressed.why')}</p>
      )}
    </section>
  );
}
