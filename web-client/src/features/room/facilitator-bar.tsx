// One slim bar with the one next step of whoever runs the session.
import { useState } from 'react';
import type { MessageKey } from '../../i18n/en';
import { useI18n } from '../../i18n/i18n-provider';
import { SessionState } from '../../protocol/convene/v1/session_pb';
import type { CommandBody } from '../../session/conversations';
import type { Engine } from '../../session/engine';
import { Button } from '../../ui/button';
import { ConfirmDialog } from '../../ui/dialog';
import { PublishReplay } from './publish-replay';
import { useRoomState } from './room-context';
import { useAsking } from './use-asking';

const OPEN_LOBBY: CommandBody = { case: 'openLobby', value: { $typeName: 'convene.v1.OpenLobby' } };
const START: CommandBody = {
  case: 'startSession',
  value: { $typeName: 'convene.v1.StartSession' },
};
const END: CommandBody = { case: 'endSession', value: { $typeName: 'convene.v1.EndSession' } };

export function FacilitatorBar({ engine }: { engine: Engine }) {
  const { t } = useI18n();
  const state = useRoomState(({ view }) => view?.session?.state);
  const asking = [useAsking('openLobby'), useAsking('startSession'), useAsking('endSession')];
  const busy = asking.some(Boolean);
  const [ending, setEnding] = useState(false);

  return (
    <section className="bar" aria-label={t('bar.label')}>
      {state === SessionState.SCHEDULED && (
        <Step hint="bar.openLobby.hint">
          <Button kind="primary" size="small" busy={busy} onClick={() => engine.send(OPEN_LOBBY)}>
            {t('bar.openLobby')}
          </Button>
        </Step>
      )}
      {state === SessionState.LOBBY && (
        <Step hint="bar.start.hint">
          <Button kind="primary" size="small" busy={busy} onClick={() => engine.send(START)}>
            {t('bar.start')}
          </Button>
        </Step>
      )}
      {state === SessionState.LIVE && (
        <Step hint="bar.live.hint">
          <Button size="small" busy={busy} onClick={() => setEnding(true)}>
            {t('bar.end')}
          </Button>
        </Step>
      )}
      {state === SessionState.ENDED && <PublishReplay engine={engine} />}
      {ending && (
        <ConfirmDialog
          title={t('bar.end.title')}
          body={t('bar.end.body')}
          confirm={t('bar.end.confirm')}
          onConfirm={() => engine.send(END)}
          onClose={() => setEnding(false)}
        />
      )}
    </section>
  );
}

function Step({ hint, children }: { hint: MessageKey; children: React.ReactNode }) {
  const { t } = useI18n();
  return (
    <>
      <p className="bar-hint">{t(hint)}</p>
      {children}
    </>
  );
}
