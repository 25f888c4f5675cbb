// Planning the agenda: from the connection through the notice of consent to the steps.
import type { ReactNode } from 'react';
import { useI18n } from '../../../i18n/i18n-provider';
import { Permission } from '../../../protocol/convene/v1/roster_pb';
import { Consent } from '../../../protocol/convene/v1/session_pb';
import type { EndReason } from '../../../session/connection';
import type { Engine } from '../../../session/engine';
import { Link } from '../../../ui/link';
import { Page } from '../../../ui/page';
import { useStore } from '../../../ui/use-store';
import { AgendaPlanner } from './agenda-planner';
import { useTeamEngine } from './use-team-engine';
import '../sessions.css';
import './agenda.css';

/** The notice that everyone answers before they see anything of a session. */
export type RenderGate = (engine: Engine, leaveTo: string) => ReactNode;

interface AgendaScreenProps {
  sessionId: string;
  renderGate: RenderGate;
}

export function AgendaScreen({ sessionId, renderGate }: AgendaScreenProps) {
  const engine = useTeamEngine(sessionId);
  if (!engine) return null;
  return <AgendaStage engine={engine} sessionId={sessionId} renderGate={renderGate} />;
}

export function AgendaStage(props: AgendaScreenProps & { engine: Engine }) {
  const { engine, sessionId, renderGate } = props;
  const { t } = useI18n();
  const connection = useStore(engine.store, (state) => state.connection);
  const me = useStore(engine.store, ({ view }) => view?.me);
  const back = `/sessions/${encodeURIComponent(sessionId)}`;

  if (connection.kind === 'ended') return <Over reason={connection.reason} back={back} />;
  if (!me) {
    return (
      <main id="content" className="page page-narrow">
        <p className="loading" role="status">
          {t(connection.kind === 'connecting' ? 'connection.connecting' : 'offline.title')}
        </p>
      </main>
    );
  }
  if (me.consent === Consent.UNSPECIFIED) {
    return <div className="agenda-gate">{renderGate(engine, back)}</div>;
  }
  if (me.permission < Permission.FACILITATOR) return <Over reason="not-allowed" back={back} />;
  return <AgendaPlanner engine={engine} sessionId={sessionId} />;
}

function Over({ reason, back }: { reason: EndReason; back: string }) {
  const { t } = useI18n();
  return (
    <Page title={t('plan.over')} lead={<p>{t(`end.${reason}.title`)}</p>}>
      <p>{t(`end.${reason}.body`)}</p>
      <p>
        <Link to={back}>{t('import.back')}</Link>
      </p>
    </Page>
  );
}
