// The same notice from inside: read it again, and change the answer.
import { useI18n } from '../../i18n/i18n-provider';
import { Consent } from '../../protocol/convene/v1/session_pb';
import type { Engine } from '../../session/engine';
import { Button } from '../../ui/button';
import { Dialog } from '../../ui/dialog';
import { ConsentWords } from './consent-words';
import { useRoomState } from './room-context';

export function ConsentDialog({ engine, onClose }: { engine: Engine; onClose: () => void }) {
  const { t } = useI18n();
  const forgetsRooms = useRoomState(({ view }) => view?.session?.forgetsRooms ?? false);
  const given = useRoomState(({ view }) => view?.me?.consent === Consent.GIVEN);

  function answer(value: Consent) {
    engine.send({
      case: 'answerConsent',
      value: { $typeName: 'convene.v1.AnswerConsent', answer: value },
    });
    onClose();
  }

  return (
    <Dialog
      title={t('consent.change')}
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>{t('close')}</Button>
          <Button kind="primary" onClick={() => answer(given ? Consent.WATCH_ONLY : Consent.GIVEN)}>
            {t(given ? 'consent.watch' : 'consent.agree')}
          </Button>
        </>
      }
    >
      <ConsentWords forgetsRooms={forgetsRooms} />
      <p>
        <strong>{t(given ? 'consent.now.given' : 'consent.now.watch')}</strong>
      </p>
    </Dialog>
  );
}
