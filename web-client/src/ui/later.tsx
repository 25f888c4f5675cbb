// A part of a screen that comes when it is first shown, and says so when it does not come.
import type { ComponentType, ReactElement } from 'react';
import { useEffect, useState } from 'react';
import { useI18n } from '../i18n/i18n-provider';
import { Button } from './button';
import { Notice } from './notice';

export interface LaterPart<Props> {
  (props: Props): ReactElement | null;
  /** Fetches it before it is needed. */
  prepare: () => void;
}

/** `quiet`: what is small and was asked for with a press says nothing while it comes. */
export function later<Props extends object>(
  load: () => Promise<ComponentType<Props>>,
  { quiet = false } = {},
): LaterPart<Props> {
  let Part: ComponentType<Props> | undefined;
  const get = async () => {
    Part ??= await load();
  };

  function Later(props: Props) {
    const [state, setState] = useState<'coming' | 'here' | 'failed'>(Part ? 'here' : 'coming');
    useEffect(() => {
      if (state !== 'coming') return;
      let shown = true;
      get().then(
        () => shown && setState('here'),
        () => shown && setState('failed'),
      );
      return () => {
        shown = false;
      };
    }, [state]);
    if (Part) return <Part {...props} />;
    if (quiet && state !== 'failed') return null;
    return <NotHere failed={state === 'failed'} onRetry={() => setState('coming')} />;
  }

  return Object.assign(Later, { prepare: () => void get().catch(() => undefined) });
}

function NotHere({ failed, onRetry }: { failed: boolean; onRetry: () => void }) {
  const { t } = useI18n();
  if (!failed) {
    return (
      <p className="part-coming" role="status">
        {t('loading')}
      </p>
    );
  }
  return (
    <Notice
      tone="danger"
      actions={
        <Button size="small" onClick={onRetry}>
          {t('tryAgain')}
        </Button>
      }
    >
      {t('part.failed')}
    </Notice>
  );
}
