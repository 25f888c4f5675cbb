// A question where something was asked for. The safe answer comes first and has the focus.
import { useI18n } from '../../../i18n/i18n-provider';
import { Button } from '../../../ui/button';

interface ConfirmInPlaceProps {
  title: string;
  body: string;
  confirm: string;
  onConfirm: () => void;
  onCancel: () => void;
}

export function ConfirmInPlace({ title, body, confirm, onConfirm, onCancel }: ConfirmInPlaceProps) {
  const { t } = useI18n();
  return (
    <div className="popup-question">
      <p className="popup-title">{title}</p>
      <p>{body}</p>
      <div className="line-actions">
        <Button size="small" onClick={onCancel}>
          {t('cancel')}
        </Button>
        <Button kind="danger" size="small" onClick={onConfirm}>
          {confirm}
        </Button>
      </div>
    </div>
  );
}
