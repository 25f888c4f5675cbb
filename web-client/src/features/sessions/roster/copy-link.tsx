// Copies someone's personal link with one press, and says that it is done.
import { useState } from 'react';
import { useI18n } from '../../../i18n/i18n-provider';
import { Button } from '../../../ui/button';
import { CopyField } from '../../../ui/copy-field';

const SAID_MS = 3000;

interface CopyLinkProps {
  name: string;
  link: string;
  /** Tells the list, which has one voice for all its rows. */
  onCopied: (name: string) => void;
}

export function CopyLink({ name, link, onCopied }: CopyLinkProps) {
  const { t } = useI18n();
  const [state, setState] = useState<'idle' | 'copied' | 'byHand'>('idle');

  async function handleCopy() {
    try {
      await navigator.clipboard.writeText(link);
      setState('copied');
      onCopied(name);
      setTimeout(() => setState('idle'), SAID_MS);
    } catch {
      // Without a secure context there is no clipboard: shown, to be copied by hand.
      setState('byHand');
    }
  }

  if (link === '') return <span className="muted">{t('roster.noLink')}</span>;
  if (state === 'byHand') return <CopyField label={t('detail.links.of', { name })} value={link} />;
  return (
    <Button size="small" aria-label={t('roster.copyOf', { name })} onClick={handleCopy}>
      {t(state === 'copied' ? 'copied' : 'roster.copy')}
    </Button>
  );
}
