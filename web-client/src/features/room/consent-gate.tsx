// The notice at the door: nobody is in before they have answered what may be kept.
import { inLanguage } from '../../i18n/enum-words';
import { useI18n } from '../../i18n/i18n-provider';
import { Consent } from '../../protocol/convene/v1/session_pb';
import type { Engine } from '../../session/engine';
import { Button } from '../../ui/button';
import { LanguageSwitch } from '../../ui/language-switch';
import { Link } from '../../ui/link';
import { Page } from '../../ui/page';
import { useStore } from '../../ui/use-store';
import { CommandProblems } from './command-problems';
import { ConnectionWord } from './connection-word';
import { ConsentWords } from './consent-words';
import { useAsking } from './use-asking';

export function ConsentGate({ engine, leaveTo }: { engine: Engine; leaveTo: string }) {
  const { t, language } = useI18n();
  const session = useStore(engine.store, ({ view }) => view?.session);
  const asking = useAsking('answerConsent');
  const title = inLanguage(session?.title, language);

  function answer(value: Consent) {
    engine.send({
      case: 'answerConsent',
      value: { $typeName: 'convene.v1.AnswerConsent', answer: value },
    });
  }

  return (
    <>
      <div className="corner">
        <LanguageSwitch />
      </div>
      <Page title={t('consent.title')} lead={<p lang={title.lang}>{title.words}</p>}>
        <section className="card">
          <ConsentWords forgetsRooms={session?.forgetsRooms ?? false} />
          <div className="consent-answers">
            <Button kind="primary" busy={asking} onClick={() => answer(Consent.GIVEN)}>
              {t('consent.agree')}
            </Button>
            <Button busy={asking} onClick={() => answer(Consent.WATCH_ONLY)}>
              {t('consent.watch')}
            </Button>
            <Link to={leaveTo} className="button button-plain">
              {t('consent.leave')}
            </Link>
          </div>
          <p className="muted">{t('consent.later')}</p>
        </section>
        <CommandProblems engine={engine} />
        <ConnectionWord engine={engine} />
      </Page>
    </>
  );
}
