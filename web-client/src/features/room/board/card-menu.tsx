// What this person may do with an element: its words and its place first, what takes it away last.
import { useI18n } from '../../../i18n/i18n-provider';
import { classNames } from '../../../lib/class-names';
import type { Element } from '../../../protocol/convene/v1/board_pb';
import { ElementKind } from '../../../protocol/convene/v1/board_pb';
import { Popup } from '../../../ui/popup';
import { eitherOf } from '../breakout/room-words';
import { useFacts } from './board-context';
import { mayMove, mayWrite } from './board-may';
import type { CardProps } from './card';
import { NOTE_COLORS } from './note-colors';
import { useSectionTitle } from './use-section-title';
import '../chat/line-menu.css';

interface CardMenuProps {
  element: Element;
  what: string;
  anchor: HTMLElement;
  position: CardProps['position'];
  /** Somebody writes in it: until they are done, nobody else does. */
  written: boolean;
  onEdit: () => void;
  onClose: () => void;
}

interface Item {
  key: string;
  words: string;
  act: () => void;
  /** The focus goes elsewhere. */
  leads?: boolean;
  danger?: boolean;
  checked?: boolean;
}

export function CardMenu(props: CardMenuProps) {
  const { what, anchor, onClose } = props;
  const { t } = useI18n();
  const items = useItems(props);
  return (
    <Popup label={t('board.more', { what })} role="menu" anchor={anchor} onClose={onClose}>
      <p className="popup-of">{what}</p>
      {items.map(({ key, words, act, leads, danger, checked }) => (
        // biome-ignore lint/a11y/useAriaPropsSupportedByRole: only those that can be checked say so.
        <button
          key={key}
          type="button"
          role={checked === undefined ? 'menuitem' : 'menuitemradio'}
          aria-checked={checked}
          className={classNames('popup-item', danger && 'popup-item-danger')}
          onClick={() => {
            if (!leads) anchor.focus();
            onClose();
            act();
          }}
        >
          {words}
        </button>
      ))}
    </Popup>
  );
}

function useItems({ element, position, written, onEdit }: CardMenuProps): Item[] {
  const { t, language } = useI18n();
  const { acts, boards, boardId, may, meId, sections, targets, follow } = useFacts();
  const titleOf = useSectionTitle();
  const { id, kind } = element;
  const movable = mayMove(may, element);
  const writable = mayWrite(may, element, meId);
  const moved = (act: () => void) => () => {
    act();
    follow(id);
  };
  const others = sections.filter((section) => section.id !== position.sectionId);
  const items: (Item | false)[] = [
    writable &&
      !written &&
      kind !== ElementKind.IMAGE && {
        ...{ key: 'edit', words: t('board.edit'), act: onEdit, leads: true },
      },
    movable &&
      !position.first && {
        ...{ key: 'up', words: t('board.up'), act: moved(() => acts.step(id, -1)) },
      },
    movable &&
      !position.last && {
        ...{ key: 'down', words: t('board.down'), act: moved(() => acts.step(id, 1)) },
      },
    ...(movable ? others : []).map((section) => ({
      key: section.id,
      words: t('board.into', { title: titleOf(section).words }),
      act: moved(() => acts.into(id, section.id)),
    })),
    ...(movable && kind === ElementKind.NOTE ? NOTE_COLORS : []).map(({ value, words }) => ({
      key: words,
      words: t(words),
      act: () => acts.color(id, value),
      checked: element.fillColor === value,
    })),
    ...targets.map((target) => ({
      key: `copy ${target.id}`,
      words: t('board.copyTo', { title: eitherOf(target.title, language).words }),
      act: () => boards.carry(boardId, [id], target.id),
    })),
    element.authorId !== meId && {
      ...{ key: 'report', words: t('board.report'), act: () => boards.report(boardId, id) },
    },
    may.runs && {
      key: 'lock',
      words: t(element.locked ? 'board.unlock' : 'board.lock'),
      act: () => acts.lock(id, !element.locked),
    },
    may.runs && {
      key: 'hide',
      words: t(element.hidden ? 'board.show' : 'board.hide'),
      act: () => boards.hide(boardId, id, !element.hidden),
    },
    writable && {
      key: 'remove',
      words: t('board.remove'),
      danger: true,
      act: () => {
        acts.remove(id);
        follow('');
      },
    },
  ];
  return items.filter((item) => item !== false);
}
