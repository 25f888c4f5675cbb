// Planning: one round, or the rounds of a protocol together.
import type { Engine } from '../../../../session/engine';
import type { PlanDraft } from './plan-draft';
import { Planner } from './planner';
import { SeriesForm } from './series-form';
import { StartFrom } from './start-from';
import { isSeries, templateOf } from './templates';

interface PlanningProps {
  engine: Engine;
  draft: PlanDraft;
  onChange: (draft: PlanDraft) => void;
  onSaved: () => void;
  /** The rounds of a protocol are on their way. */
  onBegun: () => void;
  /** What was begun stays in this browser. */
  onLeave: () => void;
}

export function Planning({ engine, draft, onChange, onSaved, onBegun, onLeave }: PlanningProps) {
  const { round } = draft;
  const template = templateOf(draft.template);
  const fresh = round.id === '' && round.rooms.length === 0;
  return (
    <>
      {fresh && <StartFrom draft={draft} onChange={onChange} />}
      {isSeries(template) ? (
        <SeriesForm
          key={template.key}
          engine={engine}
          template={template}
          round={round}
          onRound={(next) => onChange({ ...draft, round: next })}
          onBegun={onBegun}
          onLeave={onLeave}
        />
      ) : (
        <Planner
          key={`${round.id} ${draft.template ?? ''}`}
          engine={engine}
          draft={draft}
          onChange={onChange}
          onSaved={onSaved}
          onLeave={onLeave}
        />
      )}
    </>
  );
}
