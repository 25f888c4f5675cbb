// What was acknowledged and is gone: where, how much, what it means, and what to do.
import { inLanguage } from '../../i18n/enum-words';
import { useI18n } from '../../i18n/i18n-provider';
import type { Loss } from '../../protocol/convene/v1/api_pb';
import { Link } from '../../ui/link';
import { shortId } from './short-id';

/** The server names no more. */
const SHOWN_MAX = 50;

export function Losses({ losses }: { losses: readonly Loss[] }) {
  const { t } = useI18n();
  return (
    <section aria-labelledby="status-losses" className="status-section">
      <h2 id="status-losses">
        {t('status.losses')} {losses.length > 0 && <span className="count">{losses.length}</span>}
      </h2>
      {losses.length === 0 ? (
        <p className="muted">{t('status.losses.none')}</p>
      ) : (
        <>
          <ul className="card card-flush">
            {losses.map((loss) => (
              <LossRow
                key={`${loss.sessionId}/${loss.noticedAtMs}/${loss.events}/${loss.restored}`}
                loss={loss}
              />
            ))}
          </ul>
          {losses.length >= SHOWN_MAX && (
            <p className="muted">{t('status.losses.most', { count: SHOWN_MAX })}</p>
          )}
          {losses.some(({ restored }) => !restored) && <p>{t('status.losses.kept')}</p>}
        </>
      )}
    </section>
  );
}

function LossRow({ loss }: { loss: Loss }) {
  const { t, dates } = useI18n();
  const { events } = loss;
  const when = dates.dayAndTime(Number(loss.noticedAtMs));
  const of = loss.restored ? 'restored' : loss.sessionId === '' ? 'catalog' : 'session';
  return (
    <li className="status-loss">
      <p className="row-title">
        {of === 'session' ? <LostIn loss={loss} /> : t(`status.losses.${of}.where`)}
      </p>
      <p className="muted">
        {of === 'restored'
          ? t('status.losses.restored.one', { when })
          : t('status.losses.one', { when, events })}
      </p>
      <p>{t(`status.losses.${of}.means`)}</p>
      <p>{t(`status.losses.${of}.todo`)}</p>
    </li>
  );
}

function LostIn({ loss: { sessionId, title } }: { loss: Loss }) {
  const { t, language } = useI18n();
  const { words, lang } = inLanguage(title, language);
  return (
    <Link to={`/sessions/${encodeURIComponent(sessionId)}`} lang={words === '' ? undefined : lang}>
      {words || t('status.losses.untitled', { id: shortId(sessionId) })}
    </Link>
  );
}
