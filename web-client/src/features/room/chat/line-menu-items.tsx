// The items of a line's menu. What someone may not do is absent, not greyed.
import type { MessageKey } from '../../../i18n/en';
import { useI18n } from '../../../i18n/i18n-provider';
import { pinLine, react, setSpotlight } from '../commands';
import { useFacilitating, useMyId, useRoomState } from '../room-context';
import type { LineMenuProps } from './line-menu';
import { isIn, REACTIONS } from './reactions';
import { useReactable, useWritable } from './use-writable';

interface LineMenuItemsProps extends LineMenuProps {
  onDelete: () => void;
  onReport: () => void;
}

interface Item {
  words: MessageKey;
  act: () => void;
  /** Where the focus goes is the business of what the item does. */
  leads?: boolean;
  kind?: 'danger';
}

export function LineMenuItems(props: LineMenuItemsProps) {
  const { line, engine, anchor, wanted, onClose } = props;
  const { t } = useI18n();
  const mayReact = useReactable();
  const items = useItems(props);

  return (
    <>
      {/* The list may move on behind the menu: this says which line it is for. */}
      <p className="popup-of" aria-hidden="true">
        {line.authorName}: {line.text}
      </p>
      {mayReact && (
        <fieldset className="popup-reactions">
          <legend className="visually-hidden">{t('line.react')}</legend>
          {REACTIONS.map(({ reaction, sign, words }) => {
            const mine = isIn(wanted, reaction);
            return (
              <button
                key={reaction}
                type="button"
                role="menuitemcheckbox"
                className="popup-reaction"
                aria-checked={mine}
                aria-label={t(words)}
                title={t(words)}
                onClick={() => {
                  engine.send(react(line.id, reaction, !mine));
                  anchor.focus();
                  onClose();
                }}
              >
                <span aria-hidden="true">{sign}</span>
              </button>
            );
          })}
        </fieldset>
      )}
      {items.map(({ words, act, leads, kind }) => (
        <button
          key={words}
          type="button"
          role="menuitem"
          className={kind === 'danger' ? 'popup-item popup-item-danger' : 'popup-item'}
          onClick={() => {
            if (!leads) {
              anchor.focus();
              onClose();
            }
            act();
          }}
        >
          {t(words)}
        </button>
      ))}
    </>
  );
}

function useItems(props: LineMenuItemsProps): Item[] {
  const { line, conversation, engine, pinned, onClose } = props;
  const mine = useMyId() === line.authorId;
  const writable = useWritable(conversation) === undefined;
  const runs = useFacilitating();
  const spotlit = useRoomState(({ view }) => {
    const on = view?.spotlight?.on;
    return on?.case === 'line' && on.value.id === line.id;
  });
  const goesOn = useReactable();
  const plenary = conversation.kind === 'plenary';
  const items: (Item | false)[] = [
    writable && { words: 'line.reply', act: props.onReply },
    props.threaded && { words: 'line.thread', act: props.onThread },
    mine &&
      goesOn && {
        words: 'line.edit',
        leads: true,
        act: () => {
          onClose();
          props.onEdit();
        },
      },
    { words: 'line.copy', act: props.onCopy },
    runs &&
      plenary && {
        words: pinned ? 'line.unpin' : 'line.pin',
        act: () => engine.send(pinLine(line.id, !pinned)),
      },
    runs &&
      plenary && {
        words: spotlit ? 'spotlight.clear' : 'line.spotlight',
        act: () => engine.send(setSpotlight(spotlit ? undefined : { lineId: line.id })),
      },
    !mine && { words: 'line.report', leads: true, act: props.onReport },
    (mine || (runs && conversation.kind !== 'private')) && {
      words: 'line.delete',
      leads: true,
      kind: 'danger',
      act: props.onDelete,
    },
  ];
  return items.filter((item) => item !== false);
}
