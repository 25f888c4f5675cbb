// Written voice: which groups write as much as they are here, and which do not.
import type { ReactNode } from 'react';
import { useI18n } from '../../../i18n/i18n-provider';
import type { Voice } from '../../../protocol/convene/v1/hand_pb';
import { VoiceGroupKind } from '../../../protocol/convene/v1/hand_pb';
import { Button } from '../../../ui/button';
import { Dialog } from '../../../ui/dialog';
import { FailedNotice } from '../../../ui/loaded';
import { useRoom } from '../room-context';
import { useVoice } from './use-voice';
import { VoiceTable } from './voice-table';
import './voice.css';

export function VoiceDialog({ onClose }: { onClose: () => void }) {
  const { t } = useI18n();
  const { sessionId } = useRoom();
  const { voice, error } = useVoice(sessionId);
  return (
    <Dialog
      title={t('voice.title')}
      className="dialog-tall"
      onClose={onClose}
      actions={<Button onClick={onClose}>{t('close')}</Button>}
    >
      <p className="muted">{t('voice.counts')}</p>
      {error && <FailedNotice error={error} />}
      {error && voice && <p className="muted">{t('voice.older')}</p>}
      {!voice && !error && <p role="status">{t('loading')}</p>}
      {voice && <Figures voice={voice} />}
      <p className="muted">{t('voice.sees')}</p>
    </Dialog>
  );
}

function Figures({ voice }: { voice: Voice }): ReactNode {
  const { t } = useI18n();
  const { rows, contributions, people, peopleHeard } = voice;
  const of = (kind: VoiceGroupKind) => rows.filter((row) => row.kind === kind);
  if (contributions === 0) return <p>{t('voice.nothing')}</p>;
  return (
    <>
      <p>
        <strong>{t('voice.all', { heard: peopleHeard, people, contributions })}</strong>
      </p>
      <VoiceTable title={t('voice.byJob')} rows={of(VoiceGroupKind.JOB_ROLE)} />
      <VoiceTable title={t('voice.byRegion')} rows={of(VoiceGroupKind.REGION)} />
      {rows.some(({ suppressed }) => suppressed) && <p className="muted">{t('voice.why')}</p>}
    </>
  );
}
