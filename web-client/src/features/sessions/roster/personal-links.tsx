// Links that were just made: shown once, to be copied and sent.
import { useEffect, useRef } from 'react';
import { useI18n } from '../../../i18n/i18n-provider';
import type { PersonLink } from '../../../protocol/convene/v1/in_session_pb';
import { CopyField } from '../../../ui/copy-field';
import { Notice } from '../../../ui/notice';

interface PersonalLinksProps {
  links: readonly PersonLink[];
  /** Newest first: brings each new one into sight. */
  focus?: boolean;
}

export function PersonalLinks({ links, focus = false }: PersonalLinksProps) {
  const { t } = useI18n();
  const frame = useRef<HTMLDivElement>(null);
  const newest = links[0]?.link;

  useEffect(() => {
    if (newest === undefined) return;
    const element = frame.current;
    if (focus) element?.querySelector<HTMLElement>('.notice')?.focus();
    else element?.scrollIntoView({ block: 'nearest' });
  }, [newest, focus]);

  if (links.length === 0) return null;
  return (
    <div ref={frame}>
      <Notice tone="positive" urgent title={t('detail.links.title')}>
        <p>{t('detail.links.body')}</p>
        {links.map(({ personId, name, link }) => (
          <CopyField key={personId} label={t('detail.links.of', { name })} value={link} />
        ))}
      </Notice>
    </div>
  );
}
