// After a waterfall: where the answers stand, and what someone had not finished.
import { useEffect, useMemo, useState } from 'react';
import { useI18n } from '../../../i18n/i18n-provider';
import { localStore } from '../../../lib/storage';
import type { Waterfall } from '../../../protocol/convene/v1/waterfall_pb';
import { WaterfallState } from '../../../protocol/convene/v1/waterfall_pb';
import { Drafts } from '../../../session/drafts';
import { Button } from '../../../ui/button';
import { Notice } from '../../../ui/notice';
import { useRoom, useRoomTime } from '../room-context';
import { useKeptAnswer } from './use-waterfall';

/** After that everyone has seen it. */
const NEWS_MS = 60_000;

interface WaterfallOverProps {
  waterfall: Waterfall;
  /** Leads to the input of the plenary. */
  onPlenary: () => void;
}

export function WaterfallOver({ waterfall, onPlenary }: WaterfallOverProps) {
  const { t } = useI18n();
  const { engine, sessionId } = useRoom();
  const { state, released } = waterfall;
  const endedAtMs = Number(waterfall.endedAtMs);
  const isNews = useRoomTime((nowMs) => nowMs < endedAtMs + NEWS_MS, endedAtMs > 0);
  const cancelled = state === WaterfallState.CANCELLED;
  const kept = useKeptAnswer(waterfall.id);
  const drafts = useMemo(() => new Drafts(localStore, sessionId), [sessionId]);
  const [left, setLeft] = useState(() => kept.text || (cancelled ? kept.ready : ''));

  useEffect(() => {
    // What was ready has been shown.
    if (!cancelled) kept.ready = '';
  }, [cancelled, kept]);

  function handleDone() {
    kept.text = '';
    kept.ready = '';
    setLeft('');
  }

  function handleTake() {
    const before = drafts.read('plenary').trim();
    drafts.write('plenary', [before, left].filter(Boolean).join('\n'));
    handleDone();
    onPlenary();
  }

  return (
    <>
      {isNews && (
        <div className="fall fall-over" data-testid="waterfall-over">
          <p>{cancelled ? t('fall.cancelled') : t('fall.released', { count: released })}</p>
        </div>
      )}
      {engine && left.trim() !== '' && (
        <Notice
          tone="warning"
          title={t(cancelled ? 'fall.unshown' : 'fall.unfinished')}
          actions={
            <div className="form-actions">
              <Button size="small" onClick={handleTake}>
                {t('fall.take')}
              </Button>
              <Button kind="plain" size="small" onClick={handleDone}>
                {t('fall.discard')}
              </Button>
            </div>
          }
        >
          <p className="line-text">{left}</p>
        </Notice>
      )}
    </>
  );
}
