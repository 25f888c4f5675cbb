// Turning slides: for everyone by those who run the session, for oneself by everyone else.
import { useI18n } from '../../../i18n/i18n-provider';
import type { AgendaItem } from '../../../protocol/convene/v1/agenda_pb';
import { Button } from '../../../ui/button';
import { Icon } from '../../../ui/icon';
import { turnPage } from '../commands';
import { useFacilitating, useRoom } from '../room-context';

interface SlideControlsProps {
  item: AgendaItem;
  pages: number;
  shown: number;
  host: number;
  /** Not where the host is. */
  alone: boolean;
  onLook: (page: number) => void;
}

export function SlideControls(props: SlideControlsProps) {
  const { item, pages, shown, host, alone, onLook } = props;
  const { t } = useI18n();
  const { engine } = useRoom();
  const runs = useFacilitating();
  const go = (page: number) => {
    if (page < 1 || page > pages) return;
    if (runs && engine) engine.send(turnPage(item.id, page));
    else onLook(page);
  };

  return (
    <div className="slide-controls">
      <Button
        size="small"
        aria-label={t(runs ? 'stage.turnBack' : 'stage.previous')}
        aria-disabled={shown <= 1 || undefined}
        onClick={() => go(shown - 1)}
      >
        <Icon name="back" />
      </Button>
      <p className="numbers" role="status">
        {t('stage.page', { page: shown, pages })}
      </p>
      <Button
        size="small"
        aria-label={t(runs ? 'stage.turnOn' : 'stage.nextSlide')}
        aria-disabled={shown >= pages || undefined}
        onClick={() => go(shown + 1)}
      >
        <Icon name="next" />
      </Button>
      {alone && (
        <p className="slide-alone">
          {t('stage.hostAt', { page: host })}{' '}
          <Button kind="primary" size="small" onClick={() => onLook(host)}>
            {t('stage.toHost')}
          </Button>
        </p>
      )}
    </div>
  );
}
