// One slim bar with the next step of whoever runs the session, and what needs somebody.
import { useI18n } from '../../../i18n/i18n-provider';
import { SessionState } from '../../../protocol/convene/v1/session_pb';
import type { Engine } from '../../../session/engine';
import { Button } from '../../../ui/button';
import { useWide } from '../../../ui/use-wide';
import { openLobby, startSession } from '../commands';
import { useRoomState } from '../room-context';
import { useAsking } from '../use-asking';
import { AttentionChips } from './attention-chips';
import { EndButton } from './end-button';
import { PresenceTally } from './presence-tally';
import { PublishReplay } from './publish-replay';
import { StepControls } from './step-controls';
import { ToolsMenu } from './tools-menu';
import './run.css';

export function FacilitatorBar({ engine }: { engine: Engine }) {
  const { t } = useI18n();
  const wide = useWide();
  const state = useRoomState(({ view }) => view?.session?.state);
  const planned = useRoomState(({ view }) => (view?.outline?.items.length ?? 0) > 0);
  const opening = useAsking('openLobby');
  const starting = useAsking('startSession');
  const live = state === SessionState.LIVE;
  const goesOn = live || state === SessionState.LOBBY;

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
        <AttentionChips engine={engine} />
      </div>
      {goesOn && (
        <div className="bar-end">
          <ToolsMenu engine={engine} />
          {live && wide && <EndButton engine={engine} />}
        </div>
      )}
    </section>
  );
}
