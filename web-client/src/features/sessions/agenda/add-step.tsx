// A new step at the end of the agenda.
import { useRef, useState } from 'react';
import { useI18n } from '../../../i18n/i18n-provider';
import type { Engine } from '../../../session/engine';
import { Button } from '../../../ui/button';
import { useReturnFocus } from '../use-return-focus';
import { StepForm } from './step-form';

interface AddStepProps {
  engine: Engine;
  sessionId: string;
  /** Empty: it is the first one. */
  lastId: string;
  full: boolean;
  onSaved: (title: string) => void;
}

export function AddStep({ engine, sessionId, lastId, full, onSaved }: AddStepProps) {
  const { t } = useI18n();
  const [open, setOpen] = useState(false);
  const frame = useRef<HTMLDivElement>(null);
  const back = useReturnFocus(frame);

  function close() {
    setOpen(false);
    back('button');
  }

  if (full && !open) return <p className="muted">{t('plan.full')}</p>;
  return (
    <div ref={frame}>
      {open ? (
        <section className="card" aria-label={t('step.new')}>
          <StepForm
            engine={engine}
            sessionId={sessionId}
            item={undefined}
            afterId={lastId}
            onSaved={(title) => {
              close();
              onSaved(title);
            }}
            onCancel={close}
          />
        </section>
      ) : (
        <Button kind={lastId === '' ? 'primary' : 'quiet'} onClick={() => setOpen(true)}>
          {t('plan.add')}
        </Button>
      )}
    </div>
  );
}
