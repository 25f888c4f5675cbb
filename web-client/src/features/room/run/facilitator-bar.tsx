// One slim bar with the next step of whoever runs the session, and what needs somebody.
import { useCallback, useEffect, useRef, useState } from 'react';
import { useI18n } from '../../../i18n/i18n-provider';
import { SessionState } from '../../../protocol/convene/v1/session_pb';
import type { Engine } from '../../../session/engine';
import { Button } from '../../../ui/button';
import { useWide } from '../../../ui/use-wide';
import type { RoomsTool } from '../breakout/rooms-tool';
import { openLobby, startSession } from '../commands';
import { useRoomState } from '../room-context';
import type { Side } from '../side-part';
import { useAsking } from '../use-asking';
import { AttentionChips } from './attention-chips';
import { EndButton } from './end-button';
import { EndDialog } from './end-dialog';
import { PresenceTally } from './presence-tally';
import { PublishReplay } from './publish-replay';
import { StepControls } from './step-controls';
import { ToolsMenu } from './tools-menu';
import './run.css';

interface FacilitatorBarProps {
  engine: Engine;
  tool: RoomsTool;
  /** Leads to a part of the session beside what happens. */
  onSide: (side: Side) => void;
}

export function FacilitatorBar({ engine, tool, onSide }: FacilitatorBarProps) {
  const { t } = useI18n();
  const wide = useWide();
  const state = useRoomState(({ view }) => view?.session?.state);
  const planned = useRoomState(({ view }) => (view?.outline?.items.length ?? 0) > 0);
  const opening = useAsking('openLobby');
  const starting = useAsking('startSession');
  const live = state === SessionState.LIVE;
  const goesOn = live || state === SessionState.LOBBY;
  const end = useRef<HTMLDivElement>(null);
  // Here, and not with the button: that has another place when the window becomes narrow.
  const [askingEnd, setAskingEnd] = useState(false);
  const handleEnd = useCallback(() => setAskingEnd(true), []);
  const handleEndAsked = useCallback(() => setAskingEnd(false), []);

  useEffect(() => {
    if (!askingEnd) return;
    return () => {
      // The button that was pressed may be gone by now.
      if (document.activeElement !== document.body) return;
      end.current?.querySelector<HTMLElement>('summary')?.focus();
    };
  }, [askingEnd]);

  return (
    <section className="bar" aria-label={t('bar.label')}>
      {state === SessionState.SCHEDULED && (
        <>
          <p className="bar-hint">{t('bar.openLobby.hint')}</p>
          <Button
            kind="primary"
            size="small"
            busy={opening}
            onClick={() => engine.send(openLobby())}
          >
            {t('bar.openLobby')}
          </Button>
        </>
      )}
      {state === SessionState.LOBBY && (
        <>
          <p className="bar-hint">{t('bar.start.hint')}</p>
          <Button
            kind="primary"
            size="small"
            busy={starting}
            onClick={() => engine.send(startSession())}
          >
            {t('bar.start')}
          </Button>
        </>
      )}
      {goesOn && planned && <StepControls engine={engine} />}
      {live && !planned && <p className="bar-hint">{t('bar.live.hint')}</p>}
      {state === SessionState.ENDED && <PublishReplay engine={engine} />}
      <PresenceTally />
      <div className="bar-needs">
        <AttentionChips engine={engine} onRooms={tool.show} onSide={onSide} />
      </div>
      {goesOn && (
        <div ref={end} className="bar-end">
          {wide && (
            <Button
              size="small"
              aria-pressed={tool.shown}
              onClick={() => (tool.shown ? tool.hide() : tool.show())}
            >
              {t('rooms.tool')}
            </Button>
          )}
          <ToolsMenu engine={engine} onEnd={handleEnd} />
          {live && wide && <EndButton size="small" onEnd={handleEnd} />}
        </div>
      )}
      {askingEnd && <EndDialog engine={engine} onClose={handleEndAsked} />}
    </section>
  );
}
