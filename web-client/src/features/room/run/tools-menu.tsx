// What facilitators need now and then: one step away, so that the bar stays slim.
import { useEffect, useRef, useState } from 'react';
import { useI18n } from '../../../i18n/i18n-provider';
import { SessionState } from '../../../protocol/convene/v1/session_pb';
import type { Engine } from '../../../session/engine';
import { Button } from '../../../ui/button';
import { later } from '../../../ui/later';
import { useCloseOutside } from '../../../ui/use-close-outside';
import { useWide } from '../../../ui/use-wide';
import { BoardDeskDialog } from '../board/board-later';
import { askPresence, setSpotlight } from '../commands';
import { useRoomState, useRoomTime } from '../room-context';
import { VoiceDialog } from '../voice/voice-later';
import { useFalling } from '../waterfall/use-waterfall';
import { StartDialog } from '../waterfall/waterfall-later';
import { EndButton } from './end-button';
import { TimeControls } from './step-controls';

const ChatRulesDialog = later(async () => (await import('./chat-rules-dialog')).ChatRulesDialog, {
  quiet: true,
});

interface ToolsMenuProps {
  engine: Engine;
  onEnd: () => void;
}

export function ToolsMenu({ engine, onEnd }: ToolsMenuProps) {
  const { t } = useI18n();
  const wide = useWide();
  const details = useRef<HTMLDetailsElement>(null);
  const [asked, setAsked] = useState<'rules' | 'waterfall' | 'voice' | 'boards'>();
  const falling = useFalling();
  const live = useRoomState(({ view }) => view?.session?.state === SessionState.LIVE);
  const spotlit = useRoomState(({ view }) => view?.spotlight?.on.case !== undefined);
  const checkEndsMs = useRoomState(({ view }) => Number(view?.check?.endsAtMs ?? 0));
  const checking = useRoomTime((nowMs) => nowMs < checkEndsMs, checkEndsMs > 0);
  useCloseOutside(details);

  // What was asked for is done: the menu would lie over what comes of it.
  useEffect(() => {
    if (asked) return () => leave(details.current);
  }, [asked]);

  const close = () => leave(details.current);

  return (
    <details ref={details} className="menu bar-menu">
      <summary className="button button-quiet button-small">{t('bar.tools')}</summary>
      <div className="menu-body">
        {!wide && <TimeControls engine={engine} />}
        <Button
          aria-disabled={checking || undefined}
          onClick={() => {
            if (!checking) engine.send(askPresence());
            close();
          }}
        >
          {t(checking ? 'presence.asked' : 'presence.ask')}
        </Button>
        <Button onClick={() => setAsked('rules')}>{t('rules.title')}</Button>
        {live && !falling && (
          <Button onClick={() => setAsked('waterfall')}>{t('talk.waterfall')}</Button>
        )}
        <Button onClick={() => setAsked('voice')}>{t('talk.voice')}</Button>
        <Button onClick={() => setAsked('boards')}>{t('board.tool')}</Button>
        {spotlit && (
          <Button
            onClick={() => {
              engine.send(setSpotlight(undefined));
              close();
            }}
          >
            {t('spotlight.clear')}
          </Button>
        )}
        {live && !wide && (
          <EndButton
            onEnd={() => {
              close();
              onEnd();
            }}
          />
        )}
      </div>
      {asked === 'rules' && <ChatRulesDialog engine={engine} onClose={() => setAsked(undefined)} />}
      {asked === 'waterfall' && <StartDialog engine={engine} onClose={() => setAsked(undefined)} />}
      {asked === 'boards' && <BoardDeskDialog onClose={() => setAsked(undefined)} />}
      {asked === 'voice' && <VoiceDialog onClose={() => setAsked(undefined)} />}
    </details>
  );
}

function leave(menu: HTMLDetailsElement | null): void {
  if (!menu) return;
  menu.open = false;
  menu.querySelector('summary')?.focus();
}
