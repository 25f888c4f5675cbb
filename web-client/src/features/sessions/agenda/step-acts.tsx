// What can be done with a step: everything by a button, nothing by dragging.
import { useI18n } from '../../../i18n/i18n-provider';
import { Button } from '../../../ui/button';

export interface StepActsProps {
  title: string;
  first: boolean;
  last: boolean;
  /** The session is at this step: it cannot be removed. */
  isNow: boolean;
  /** No more steps fit. */
  full: boolean;
  onEdit: () => void;
  onMove: (by: -1 | 1) => void;
  onInsert: () => void;
  onRemove: () => void;
}

export function StepActs(props: StepActsProps) {
  const { title, first, last, isNow, full, onEdit, onMove, onInsert, onRemove } = props;
  const { t } = useI18n();
  return (
    <div className="step-acts">
      <Button
        size="small"
        data-act="edit"
        aria-label={t('step.edit.of', { title })}
        onClick={onEdit}
      >
        {t('step.edit')}
      </Button>
      {/* At an end they do nothing, but keep the focus of who has just moved the step there. */}
      <Button
        size="small"
        aria-label={t('step.up.of', { title })}
        aria-disabled={first || undefined}
        onClick={() => first || onMove(-1)}
      >
        {t('step.up')}
      </Button>
      <Button
        size="small"
        aria-label={t('step.down.of', { title })}
        aria-disabled={last || undefined}
        onClick={() => last || onMove(1)}
      >
        {t('step.down')}
      </Button>
      {!full && (
        <Button
          size="small"
          data-act="insert"
          aria-label={t('step.insert.of', { title })}
          onClick={onInsert}
        >
          {t('step.insert')}
        </Button>
      )}
      {isNow ? (
        <p className="muted">{t('step.remove.now')}</p>
      ) : (
        <Button
          kind="danger"
          size="small"
          aria-label={t('step.remove.of', { title })}
          onClick={onRemove}
        >
          {t('step.remove')}
        </Button>
      )}
    </div>
  );
}
