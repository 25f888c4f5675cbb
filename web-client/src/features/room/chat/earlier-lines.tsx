// The beginning of a list of lines: the way to what was said before, or why there is none.
import { useI18n } from '../../../i18n/i18n-provider';
import { Button } from '../../../ui/button';
import { useRoom } from '../room-context';
import type { Earlier } from './use-earlier';

export function EarlierLines({ earlier, held }: { earlier: Earlier; held: boolean }) {
  const { t } = useI18n();
  const { engine } = useRoom();
  if (!held) return null;
  if (!engine) return <p className="lines-note">{t('chat.earlier.replay')}</p>;
  return (
    <div className="lines-note">
      {earlier.state === 'failed' && <p role="alert">{t('chat.earlier.failed')}</p>}
      <Button
        kind="plain"
        size="small"
        busy={earlier.state === 'loading'}
        onClick={() => earlier.load()}
      >
        {t(earlier.state === 'loading' ? 'loading' : 'chat.earlier')}
      </Button>
    </div>
  );
}
