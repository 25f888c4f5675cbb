// The steps in order, and what was just done with them, in words for those who do not see it.
import { useEffect, useRef, useState } from 'react';
import { useI18n } from '../../../i18n/i18n-provider';
import type { AgendaItem } from '../../../protocol/convene/v1/agenda_pb';
import type { Engine } from '../../../session/engine';
import { ConfirmDialog } from '../../../ui/dialog';
import { useStore } from '../../../ui/use-store';
import { AddStep } from './add-step';
import { moveItem, removeItem } from './agenda-commands';
import { schedule } from './schedule';
import { StepCard } from './step-card';

/** The server takes no more. */
const STEPS_MAX = 100;
const NO_STEPS: readonly AgendaItem[] = [];

/** Somebody wants to edit a step; the same one again is another wish. */
export interface Wanted {
  itemId: string;
  times: number;
}

interface StepListProps {
  engine: Engine;
  sessionId: string;
  wanted: Wanted | undefined;
  onSaid: (words: string) => void;
}

export function StepList({ engine, sessionId, wanted, onSaid }: StepListProps) {
  const { t } = useI18n();
  const items = useStore(engine.store, ({ view }) => view?.agenda?.items ?? NO_STEPS);
  const session = useStore(engine.store, ({ view }) => view?.session);
  const nowId = useStore(engine.store, ({ view }) => view?.now?.item?.id);
  const [asking, setAsking] = useState<AgendaItem>();
  const [moving, setMoving] = useState<{ id: string; from: number }>();
  const [removing, setRemoving] = useState<AgendaItem>();
  const [edited, setEdited] = useState<readonly AgendaItem[]>(NO_STEPS);
  const heading = useRef<HTMLHeadingElement>(null);
  const slots = schedule(session, items);
  const lastId = items[items.length - 1]?.id ?? '';
  const gone = edited.filter((item) => !items.some(({ id }) => id === item.id));
  const titleOf = (item: AgendaItem | undefined) => item?.title?.en ?? '';
  const said = (title: string) => onSaid(t('step.saved', { title }));

  useEffect(() => {
    if (!moving) return;
    const at = items.findIndex(({ id }) => id === moving.id);
    if (at === moving.from) return;
    setMoving(undefined);
    const title = items[at]?.title?.en;
    if (title !== undefined) onSaid(t('step.moved', { title, n: at + 1, count: items.length }));
  }, [items, moving, onSaid, t]);

  // The step is gone, and its buttons with it.
  useEffect(() => {
    if (!removing || items.some(({ id }) => id === removing.id)) return;
    setRemoving(undefined);
    onSaid(t('step.removed', { title: removing.title?.en ?? '' }));
    heading.current?.focus();
  }, [items, removing, onSaid, t]);

  function handleMove(item: AgendaItem, by: -1 | 1) {
    const body = moveItem(items, item.id, by);
    if (!body) return;
    setMoving({ id: item.id, from: items.indexOf(item) });
    engine.send(body);
  }

  return (
    <section className="stack" aria-labelledby="steps-title">
      <h2 id="steps-title" ref={heading} tabIndex={-1}>
        {t('plan.steps')} <span className="count">{items.length}</span>
      </h2>
      {items.length + gone.length === 0 ? (
        <p className="empty">{t('plan.empty')}</p>
      ) : (
        <ol className="steps">
          {[...items, ...gone].map((item, index) => (
            <StepCard
              key={item.id}
              engine={engine}
              sessionId={sessionId}
              item={item}
              n={index + 1}
              count={items.length}
              slot={slots[index] ?? { fromMs: 0, toMs: 0 }}
              isNow={item.id === nowId}
              full={items.length >= STEPS_MAX}
              gone={gone.includes(item)}
              lastId={lastId}
              wanted={wanted?.itemId === item.id ? wanted.times : 0}
              onEditing={(editing) =>
                setEdited((old) => {
                  const others = old.filter(({ id }) => id !== item.id);
                  if (editing) return [...others, item];
                  return others.length === old.length ? old : others;
                })
              }
              onSaved={said}
              onMove={(by) => handleMove(item, by)}
              onRemove={() => setAsking(item)}
            />
          ))}
        </ol>
      )}
      <AddStep
        engine={engine}
        sessionId={sessionId}
        lastId={lastId}
        full={items.length >= STEPS_MAX}
        onSaved={said}
      />
      {asking && (
        <ConfirmDialog
          title={t('step.remove.title', { title: titleOf(asking) })}
          body={t('step.remove.body')}
          confirm={t('step.remove')}
          onConfirm={() => {
            setRemoving(asking);
            engine.send(removeItem(asking.id));
          }}
          onClose={() => setAsking(undefined)}
        />
      )}
    </section>
  );
}
