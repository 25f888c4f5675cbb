// A column's name, in both languages, and who works in it.
import { useState } from 'react';
import { useI18n } from '../../../i18n/i18n-provider';
import type { Owner } from '../../../protocol/convene/v1/board_pb';
import type { Text } from '../../../protocol/convene/v1/session_pb';
import { Button } from '../../../ui/button';
import { Dialog } from '../../../ui/dialog';
import { NOBODY, OwnerField } from './owner-field';
import { TitleFields } from './title-fields';

interface SectionDialogProps {
  /** Absent: a new one. */
  title: Text | undefined;
  owner?: Owner | undefined;
  onSave: (title: Text, owner: Owner) => void;
  onClose: () => void;
}

export function SectionDialog({ title, owner: first, onSave, onClose }: SectionDialogProps) {
  const { t } = useI18n();
  const [text, setText] = useState<Text>(title ?? { $typeName: 'convene.v1.Text', en: '', es: '' });
  const [owner, setOwner] = useState<Owner>(first ?? NOBODY);
  const [wrong, setWrong] = useState(false);

  function handleSave() {
    const named = text.en.trim() !== '';
    setWrong(!named);
    if (!named) return;
    onSave({ ...text, en: text.en.trim(), es: text.es.trim() }, owner);
    onClose();
  }

  return (
    <Dialog
      title={t(title ? 'board.column.rename' : 'board.column.add')}
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>{t('cancel')}</Button>
          <Button kind="primary" onClick={handleSave}>
            {t('board.save')}
          </Button>
        </>
      }
    >
      <TitleFields value={text} wrong={wrong} onChange={setText} />
      <OwnerField owner={owner} onChange={setOwner} />
    </Dialog>
  );
}
