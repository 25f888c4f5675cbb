// At the door: someone has come whom the roster does not know for sure. Nothing else to do here.
import { inLanguage } from '../../i18n/enum-words';
import { useI18n } from '../../i18n/i18n-provider';
import type { Engine } from '../../session/engine';
import { LanguageSwitch } from '../../ui/language-switch';
import { Link } from '../../ui/link';
import { Page } from '../../ui/page';
import { CheckLink } from './check-link';
import { ConnectionWord } from './connection-word';
import { useRoomState } from './room-context';
import { TransportWord } from './transport-word';

export function WaitingScreen({ engine, leaveTo }: { engine: Engine; leaveTo: string }) {
  const { t, dates, language } = useI18n();
  const session = useRoomState(({ view }) => view?.session);
  const title = inLanguage(session?.title, language);
  const startMs = Number(session?.scheduledAtMs ?? 0);
  return (
    <>
      <div className="corner">
        <LanguageSwitch />
      </div>
      <Page
        title={t('waiting.title')}
        lead={
          <p>
            <span lang={title.lang}>{title.words}</span>
            {startMs > 0 && ` · ${dates.dayAndTime(startMs)}`}
          </p>
        }
      >
        <section className="card" data-testid="waiting">
          <p role="status">{t('waiting.body')}</p>
          <p>{t('waiting.stay')}</p>
          <p>
            {t('waiting.prepare')} <CheckLink />
          </p>
          <p className="muted">
            <TransportWord />
          </p>
          <Link to={leaveTo} className="button button-plain">
            {t('consent.leave')}
          </Link>
        </section>
        <ConnectionWord engine={engine} />
      </Page>
    </>
  );
}
