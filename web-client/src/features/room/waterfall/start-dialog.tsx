// Facilitators begin a waterfall, with a prompt in one language or both.
import { useState } from 'react';
import { useI18n } from '../../../i18n/i18n-provider';
import type { Engine } from '../../../session/engine';
import { AreaField } from '../../../ui/field';
import { AskedDialog } from '../asked-dialog';
import { CHARS_MAX } from '../chat/chars';
import { useAsked } from '../use-asked';
import { startWaterfall } from './waterfall-commands';
import './waterfall.css';

interface StartDialogProps {
  engine: Engine;
  onClose: () => void;
}

export function StartDialog({ engine, onClose }: StartDialogProps) {
  const { t } = useI18n();
  const [en, setEn] = useState('');
  const [es, setEs] = useState('');
  const asked = useAsked(engine, onClose);
  return (
    <AskedDialog
      title={t('fall.start.title')}
      asked={asked}
      confirm={t('fall.start.confirm')}
      onConfirm={() => asked.ask(startWaterfall(en.trim(), es.trim()))}
      onClose={onClose}
    >
      <p>{t('fall.start.lead')}</p>
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
    </AskedDialog>
  );
}
