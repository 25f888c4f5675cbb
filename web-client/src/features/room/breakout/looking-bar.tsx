// Says that a facilitator looks into a room, and leads back to all of them.
import { useEffect, useRef } from 'react';
import { useI18n } from '../../../i18n/i18n-provider';
import { Button } from '../../../ui/button';
import './my-room.css';

export function LookingBar({ room, onBack }: { room: string; onBack: () => void }) {
  const { t } = useI18n();
  const back = useRef(onBack);
  back.current = onBack;

  useEffect(() => {
    function handleKey(event: KeyboardEvent) {
      const active = document.activeElement;
      // Escape belongs to menus, mentions and dialogs first.
      const here =
        active === document.body || active?.closest('.panel-chat, .looking-rooms') != null;
      if (event.key !== 'Escape' || event.defaultPrevented || !here) return;
      if (document.querySelector('dialog[open]')) return;
      back.current();
    }
    document.addEventListener('keydown', handleKey);
    return () => document.removeEventListener('keydown', handleKey);
  }, []);

  return (
    <div className="looking">
      <p role="status">
        {t('look.into', { room })} <span className="visually-hidden">{t('look.backKey')}</span>
      </p>
      <Button size="small" onClick={onBack}>
        {t('look.back')}
      </Button>
    </div>
  );
}
