// In place of the input: why there is none now, and what changes that.
import { useState } from 'react';
import { useI18n } from '../../i18n/i18n-provider';
import type { Engine } from '../../session/engine';
import { Button } from '../../ui/button';
import { ConsentDialog } from './consent-dialog';
import type { Obstacle } from './use-writable';

export function WhyNotWrite({ obstacle, engine }: { obstacle: Obstacle; engine: Engine }) {
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
      {asking && <ConsentDialog engine={engine} onClose={() => setAsking(false)} />}
    </div>
  );
}
