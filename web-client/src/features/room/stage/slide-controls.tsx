// Turning slides: for everyone by those who run the session, for oneself by everyone else.
import { useI18n } from '../../../i18n/i18n-provider';
import { Button } from '../../../ui/button';
import { Icon } from '../../../ui/icon';
import { FoldButton } from './fold-button';
import type { Fold } from './use-folded';

interface SlideControlsProps {
  pages: number;
  shown: number;
  host: number;
  /** Not where the host is. */
  alone: boolean;
  onLook: (page: number) => void;
  /** Absent for those who only look. */
  onTurn: ((page: number) => void) | undefined;
  fold: Fold | undefined;
}

export function SlideControls(props: SlideControlsProps) {
  const { pages, shown, host, alone, onLook, onTurn, fold } = props;
  const { t } = useI18n();
  const runs = onTurn !== undefined;
  const go = (page: number) => {
    if (page < 1 || page > pages) return;
    if (onTurn) onTurn(page);
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
      {fold && <FoldButton what="slides" {...fold} />}
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
