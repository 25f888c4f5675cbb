// Facilitators: how many are ready, and the gate that shows all answers at once.
import { useEffect, useState } from 'react';
import { useI18n } from '../../../i18n/i18n-provider';
import type { Engine } from '../../../session/engine';
import { Button } from '../../../ui/button';
import { ConfirmDialog } from '../../../ui/dialog';
import { mayFacilitate, useRoomState } from '../room-context';
import { useAsking } from '../use-asking';
import { endWaterfall } from './waterfall-commands';

type Question = 'few' | 'callOff';

export function WaterfallGate({ engine, waterfallId }: { engine: Engine; waterfallId: string }) {
  const { t } = useI18n();
  const count = useRoomState(({ view }) =>
    view?.waterfallCount?.waterfallId === waterfallId ? view.waterfallCount : undefined,
  );
  const here = useRoomState(
    (state) =>
      state.view?.people.filter(
        ({ id, permission }) => !mayFacilitate(permission) && state.here?.has(id),
      ).length ?? 0,
  );
  const ending = useAsking('endWaterfall');
  const [asking, setAsking] = useState<Question>();
  const ready = count?.ready ?? 0;
  const writing = count?.writing ?? 0;
  const all = Math.max(here, ready + writing);
  const few = ready * 2 < all || ready === 0;
  const end = (release: boolean) => engine.send(endWaterfall(waterfallId, release));

  // Enough are ready by now: the question has answered itself.
  useEffect(() => {
    if (!few) setAsking((before) => (before === 'few' ? undefined : before));
  }, [few]);

  return (
    <div className="fall-gate">
      <p className="numbers" data-testid="waterfall-count">
        <strong>{t('fall.count', { ready, writing })}</strong>
      </p>
      <div className="form-actions">
        <Button
          kind="primary"
          size="small"
          busy={ending}
          onClick={() => (few ? setAsking('few') : end(true))}
        >
          {t('fall.open')}
        </Button>
        <Button size="small" busy={ending} onClick={() => setAsking('callOff')}>
          {t('fall.callOff')}
        </Button>
      </div>
      {asking === 'few' && (
        <ConfirmDialog
          title={t('fall.few.title')}
          body={t('fall.few.body', { ready, all })}
          confirm={t('fall.few.confirm')}
          onConfirm={() => end(true)}
          onClose={() => setAsking(undefined)}
        />
      )}
      {asking === 'callOff' && (
        <ConfirmDialog
          title={t('fall.callOff.title')}
          body={t('fall.callOff.body')}
          confirm={t('fall.callOff.confirm')}
          onConfirm={() => end(false)}
          onClose={() => setAsking(undefined)}
        />
      )}
    </div>
  );
}
