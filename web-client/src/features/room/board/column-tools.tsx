// Facilitators: a column's name and its place.
import { useState } from 'react';
import { useI18n } from '../../../i18n/i18n-provider';
import type { Element } from '../../../protocol/convene/v1/board_pb';
import { Button } from '../../../ui/button';
import { Icon } from '../../../ui/icon';
import { Popup } from '../../../ui/popup';
import { useFacts } from './board-context';
import { SectionDialog } from './section-dialog';
import { useSectionTitle } from './use-section-title';
import '../chat/line-menu.css';

export function ColumnTools({ section }: { section: Element }) {
  const { t } = useI18n();
  const { acts } = useFacts();
  const [anchor, setAnchor] = useState<HTMLElement>();
  const [naming, setNaming] = useState(false);
  const title = useSectionTitle()(section).words;
  const label = t('board.column.more', { title });
  const items = [
    { words: t('board.column.rename'), act: () => setNaming(true) },
    { words: t('board.column.left'), act: () => acts.stepSection(section.id, -1) },
    { words: t('board.column.right'), act: () => acts.stepSection(section.id, 1) },
    { words: t('board.column.remove'), act: () => acts.remove(section.id) },
  ];
  return (
    <>
      <Button
        size="small"
        kind="plain"
        className="board-more"
        aria-haspopup="menu"
        aria-expanded={anchor !== undefined}
        aria-label={label}
        onClick={({ currentTarget }) => setAnchor(anchor ? undefined : currentTarget)}
      >
        <Icon name="more" />
      </Button>
      {anchor && (
        <Popup label={label} role="menu" anchor={anchor} onClose={() => setAnchor(undefined)}>
          {items.map(({ words, act }) => (
            <button
              key={words}
              type="button"
              role="menuitem"
              className="popup-item"
              onClick={() => {
                anchor.focus();
                setAnchor(undefined);
                act();
              }}
            >
              {words}
            </button>
          ))}
        </Popup>
      )}
      {naming && (
        <SectionDialog
          title={section.title}
          owner={section.owner}
          onSave={(text, owner) => acts.putSection(section.id, text, owner)}
          onClose={() => setNaming(false)}
        />
      )}
    </>
  );
}
