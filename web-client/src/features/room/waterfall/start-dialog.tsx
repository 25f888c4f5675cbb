// Facilitators begin a waterfall, with a prompt in one language or both.
import { useState } from 'react';
import { errorKey } from '../../../i18n/error-words';
import { useI18n } from '../../../i18n/i18n-provider';
import type { Engine } from '../../../session/engine';
import { Button } from '../../../ui/button';
import { Dialog } from '../../../ui/dialog';
import { AreaField } from '../../../ui/field';
import { Notice } from '../../../ui/notice';
import { CHARS_MAX } from '../chat/chars';
import { useAsked } from '../use-asked';
import { startWaterfall } from './waterfall-commands';
import './waterfall.css';

interface StartDialogProps {
  engine: Engine;
  onClose: () => void;
  onStarted: () => void;
}

export function StartDialog({ engine, onClose, onStarted }: StartDialogProps) {
  const { t } = useI18n();
  const [en, setEn] = useState('');
  const [es, setEs] = useState('');
  const asked = useAsked(engine, onStarted);
  return (
    <Dialog
      title={t('fall.start.title')}
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>{t('cancel')}</Button>
          <Button
            kind="primary"
            busy={asked.busy}
            onClick={() => asked.ask(startWaterfall(en.trim(), es.trim()))}
          >
            {t('fall.start.confirm')}
          </Button>
        </>
      }
    >
      <p>{t('fall.start.lead')}</p>
      {asked.refused !== undefined && <Notice tone="danger">{t(errorKey(asked.refused))}</Notice>}
      <AreaField
        label={t('fall.start.en')}
        lang="en"
        rows={3}
        maxLength={CHARS_MAX}
        value={en}
        onChange={setEn}
      />
      <AreaField
        label={t('fall.start.es')}
        lang="es"
        rows={3}
        maxLength={CHARS_MAX}
        value={es}
        onChange={setEs}
      />
    </Dialog>
  );
}
