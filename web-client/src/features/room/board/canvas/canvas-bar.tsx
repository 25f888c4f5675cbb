// What one puts on a canvas besides what one draws: notes and images.
import { useRef } from 'react';
import { useI18n } from '../../../../i18n/i18n-provider';
import { Button } from '../../../../ui/button';
import { IMAGE_KINDS } from '../board-images';

interface CanvasBarProps {
  onNote: () => void;
  onImage: (file: File) => void;
  /** An image is on its way. */
  busy: boolean;
}

export function CanvasBar({ onNote, onImage, busy }: CanvasBarProps) {
  const { t } = useI18n();
  const input = useRef<HTMLInputElement>(null);
  return (
    <div className="canvas-bar" role="toolbar" aria-label={t('canvas.tools')}>
      <Button size="small" kind="primary" onClick={onNote}>
        {t('canvas.addNote')}
      </Button>
      <Button size="small" busy={busy} onClick={() => input.current?.click()}>
        {t('canvas.addImage')}
      </Button>
      <input
        ref={input}
        className="visually-hidden"
        type="file"
        tabIndex={-1}
        aria-label={t('canvas.imageFile')}
        accept={IMAGE_KINDS}
        onChange={({ target }) => {
          const file = target.files?.[0];
          if (file) onImage(file);
          target.value = '';
        }}
      />
    </div>
  );
}
