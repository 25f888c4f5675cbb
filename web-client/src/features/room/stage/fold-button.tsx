// Puts away what there is to look at, and brings it back.
import { useI18n } from '../../../i18n/i18n-provider';
import { Button } from '../../../ui/button';
import type { Fold } from './use-folded';

const WORDS = {
  slides: { hide: 'stage.hideSlides', show: 'stage.showSlides' },
  image: { hide: 'stage.hideImage', show: 'stage.showImage' },
} as const;

interface FoldButtonProps extends Fold {
  what: keyof typeof WORDS;
}

export function FoldButton({ what, folded, toggle }: FoldButtonProps) {
  const { t } = useI18n();
  return (
    <Button kind="plain" size="small" onClick={toggle}>
      {t(WORDS[what][folded ? 'show' : 'hide'])}
    </Button>
  );
}
