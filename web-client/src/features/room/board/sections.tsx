// All sections of a board with what is in them: side by side, or one below the other as a list.
import { useMemo, useState } from 'react';
import { useI18n } from '../../../i18n/i18n-provider';
import { classNames } from '../../../lib/class-names';
import type { BoardState } from '../../../session/board-desk';
import { Button } from '../../../ui/button';
import { useFacts } from './board-context';
import type { Tree } from './board-tree';
import { Column } from './column';
import { SectionDialog } from './section-dialog';

interface SectionsProps {
  tree: Tree;
  state: BoardState;
  meId: string;
  list: boolean;
}

/** More than these are not laid out before they come into sight. */
const MANY = 500;

export function Sections({ tree, state, meId, list }: SectionsProps) {
  const { t } = useI18n();
  const { acts, may } = useFacts();
  const [adding, setAdding] = useState(false);
  const { branches, comments, drawnCount } = tree;
  const { signs } = state;
  const writers = useMemo(() => {
    const all = [...signs.values()].filter(({ personId }) => personId !== meId);
    return new Map(all.map(({ writingId, personId }) => [writingId, personId]));
  }, [signs, meId]);
  return (
    <>
      <ul
        className={classNames(
          list ? 'board-list' : 'board-columns',
          state.elements.size > MANY && 'board-many',
        )}
        aria-label={t(list ? 'board.asList' : 'board.columns')}
      >
        {branches.map((branch) => (
          <Column
            key={branch.section?.id ?? ''}
            branch={branch}
            alone={branches.length === 1}
            state={state}
            comments={comments}
            writers={writers}
          />
        ))}
      </ul>
      {drawnCount > 0 && <p className="muted">{t('board.drawn', { count: drawnCount })}</p>}
      {may.runs && (
        <Button size="small" onClick={() => setAdding(true)}>
          {t('board.column.add')}
        </Button>
      )}
      {adding && (
        <SectionDialog
          title={undefined}
          onSave={(title, owner) => acts.addSection(title, owner)}
          onClose={() => setAdding(false)}
        />
      )}
    </>
  );
}
