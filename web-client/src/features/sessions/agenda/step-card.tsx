// One step in the list: read, edited in place, moved, followed by a new one, or removed.
import { useEffect, useRef, useState } from 'react';
import type { AgendaItem } from '../../../protocol/convene/v1/agenda_pb';
import type { Engine } from '../../../session/engine';
import { useReturnFocus } from '../use-return-focus';
import type { Slot } from './schedule';
import { StepActs } from './step-acts';
import { StepForm } from './step-form';
import { StepWords } from './step-words';

interface StepCardProps {
  engine: Engine;
  sessionId: string;
  item: AgendaItem;
  n: number;
  count: number;
  slot: Slot;
  isNow: boolean;
  full: boolean;
  /** Somebody else has removed it, and here it is still being edited. */
  gone: boolean;
  lastId: string;
  /** Grows each time that someone wants to edit this step from elsewhere. */
  wanted: number;
  /** What is being written must not vanish with the step. */
  onEditing: (editing: boolean) => void;
  onSaved: (title: string) => void;
  onMove: (by: -1 | 1) => void;
  onRemove: () => void;
}

export function StepCard(props: StepCardProps) {
  const { engine, sessionId, item, n, count, slot, isNow, full, gone, lastId, wanted } = props;
  const { onEditing, onSaved, onMove, onRemove } = props;
  const [form, setForm] = useState<'none' | 'edit' | 'insert'>('none');
  const frame = useRef<HTMLLIElement>(null);
  const came = useReturnFocus(frame);

  useEffect(() => {
    if (wanted > 0) setForm('edit');
  }, [wanted]);

  const editing = form !== 'none';
  // biome-ignore lint/correctness/useExhaustiveDependencies: said when it begins and ends.
  useEffect(() => onEditing(editing), [editing]);

  function close(act: 'edit' | 'insert') {
    setForm('none');
    came(`[data-act="${act}"]`);
  }

  const editor = (act: 'edit' | 'insert') => (
    <StepForm
      engine={engine}
      sessionId={sessionId}
      item={act === 'edit' ? item : undefined}
      gone={gone && act === 'edit'}
      afterId={gone ? lastId : item.id}
      onSaved={(title) => {
        close(act);
        onSaved(title);
      }}
      onCancel={() => close(act)}
    />
  );

  return (
    <li ref={frame} className="card step">
      {form === 'edit' ? (
        editor('edit')
      ) : (
        <>
          <StepWords item={item} n={n} slot={slot} isNow={isNow} />
          <StepActs
            title={item.title?.en ?? ''}
            first={n === 1}
            last={n === count}
            isNow={isNow}
            full={full}
            onEdit={() => setForm('edit')}
            onMove={onMove}
            onInsert={() => setForm('insert')}
            onRemove={onRemove}
          />
        </>
      )}
      {form === 'insert' && <div className="step-inserted">{editor('insert')}</div>}
    </li>
  );
}
