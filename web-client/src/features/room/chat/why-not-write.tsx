// In place of the input: why there is none now, and what one can do instead.
import { useState } from 'react';
import { useI18n } from '../../../i18n/i18n-provider';
import type { Engine } from '../../../session/engine';
import { Button } from '../../../ui/button';
import { ConsentDialog } from '../consent-dialog';
import type { Obstacle } from './use-writable';

interface WhyNotWriteProps {
  obstacle: Obstacle;
  engine: Engine;
  /** Leads to the plenary, for whom only this conversation is closed. */
  onPlenary: () => void;
}

export function WhyNotWrite({ obstacle, engine, onPlenary }: WhyNotWriteProps) {
  const { t } = useI18n();
  const [asking, setAsking] = useState(false);
  return (
    <div className="composer composer-closed">
      <p>{t(`chat.${obstacle}`)}</p>
      {obstacle === 'watching' && (
        <Button size="small" onClick={() => setAsking(true)}>
          {t('chat.watching.change')}
        </Button>
      )}
      {(obstacle === 'privateOff' || obstacle === 'privateToFacilitators') && (
        <Button size="small" onClick={onPlenary}>
          {t('chat.toPlenary')}
        </Button>
      )}
      {asking && <ConsentDialog engine={engine} onClose={() => setAsking(false)} />}
    </div>
  );
}
