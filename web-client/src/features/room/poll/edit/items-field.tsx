// The items of a poll that is being made: added, put in order and removed by buttons.
import { useState } from 'react';
import { useI18n } from '../../../../i18n/i18n-provider';
import type { Poll } from '../../../../protocol/convene/v1/poll_pb';
import { Button } from '../../../../ui/button';
import type { FormErrors } from '../../../../ui/form';
import { addItem, changeItem, ITEMS_MAX, moveItem, removeItem } from './edit-poll';
import { ItemEditor } from './item-editor';
import { useFocusNext } from './use-focus-next';

interface ItemsFieldProps {
  poll: Poll;
  errors: FormErrors;
  onPoll: (poll: Poll) => void;
}

export function ItemsField({ poll, errors, onPoll }: ItemsFieldProps) {
  const { t } = useI18n();
  const [frame, setFocus] = useFocusNext<HTMLDivElement>();
  const [said, setSaid] = useState('');
  const { items } = poll;

  function handleMove(at: number, by: -1 | 1) {
    const to = at + by;
    if (to < 0 || to >= items.length) return;
    onPoll(moveItem(poll, at, by));
    setSaid(t('edit.moved', { from: at + 1, to: to + 1 }));
    setFocus(`[data-focus="${by < 0 ? 'up' : 'down'}-${to}"]`);
  }

  return (
    <div ref={frame} className="poll-items">
      {errors.items && <p className="field-error">{errors.items}</p>}
      <p className="visually-hidden" role="status">
        {said}
      </p>
      <ol className="poll-item-list">
        {items.map((item, at) => (
          <ItemEditor
            key={item.id}
            item={item}
            at={at}
            last={at === items.length - 1}
            errors={errors}
            onChange={(changes) => onPoll(changeItem(poll, at, changes))}
            onMove={(by) => handleMove(at, by)}
            onRemove={() => {
              onPoll(removeItem(poll, at));
              setSaid(t('edit.removed', { number: at + 1 }));
              setFocus('[data-focus="add-item"]');
            }}
          />
        ))}
      </ol>
      {items.length < ITEMS_MAX ? (
        <Button
          size="small"
          data-focus="add-item"
          onClick={() => {
            onPoll(addItem(poll, items[items.length - 1]?.kind.case ?? 'choice'));
            setFocus('li:last-child > .poll-item-editor textarea');
          }}
        >
          {t('edit.item.add')}
        </Button>
      ) : (
        <p className="muted">{t('edit.items.full', { count: ITEMS_MAX })}</p>
      )}
    </div>
  );
}
