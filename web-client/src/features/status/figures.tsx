// The figures of the server that answers: who is there, and how long saving takes.
import { useI18n } from '../../i18n/i18n-provider';
import { counted } from '../../i18n/numbers';
import type { Status } from '../../protocol/convene/v1/api_pb';
import { SaveTimesNote } from './save-times-note';
import { shortId } from './short-id';

export function Figures({ status }: { status: Status }) {
  const { t, language } = useI18n();
  const { nodes, openSessions, connections, saveTimes } = status;
  const [answering] = nodes;
  return (
    <section aria-labelledby="status-figures" className="status-section">
      <h2 id="status-figures">{t('status.figures')}</h2>
      {answering && nodes.length > 1 && (
        <p className="muted">{t('status.figures.one', { id: shortId(answering.id) })}</p>
      )}
      <dl className="status-figures card numbers">
        <div>
          <dt>{t('status.figures.sessions')}</dt>
          <dd>{counted(language, openSessions)}</dd>
        </div>
        <div>
          <dt>{t('status.figures.connections')}</dt>
          <dd>{counted(language, connections)}</dd>
        </div>
        <div className="status-saving">
          <dt>{t('status.saving')}</dt>
          <dd>
            {saveTimes && saveTimes.saves > 0 ? (
              <SaveTimesNote times={saveTimes} />
            ) : (
              t('status.saving.none')
            )}
          </dd>
        </div>
      </dl>
    </section>
  );
}
