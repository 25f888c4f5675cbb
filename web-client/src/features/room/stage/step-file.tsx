// The image or the slides that everyone is to look at.
import { useState } from 'react';
import { useI18n } from '../../../i18n/i18n-provider';
import { classNames } from '../../../lib/class-names';
import { later } from '../../../ui/later';
import { useRoom } from '../room-context';
import { FoldButton } from './fold-button';
import type { Fold } from './use-folded';
import { useInMyWords } from './use-in-my-words';
import type { Stage } from './use-stage';

const Slides = later(async () => (await import('./slides')).Slides);

interface StepFileProps {
  stage: Stage;
  /** Absent where there is room for everything. */
  fold: Fold | undefined;
}

export function StepFile({ stage: { title, file, page, onTurn }, fold }: StepFileProps) {
  const { t } = useI18n();
  const { sessionId } = useRoom();
  const { words } = useInMyWords(title);
  const [failed, setFailed] = useState(false);
  const address = fileAddress(sessionId, file.id);
  const slides = file.kind === 'application/pdf';
  const folded = fold?.folded === true;

  return (
    <section
      className={classNames('stage', folded && 'stage-folded')}
      aria-label={t('stage.label')}
    >
      {slides && (
        <Slides
          key={file.id}
          address={address}
          title={words}
          page={page}
          onTurn={onTurn}
          fold={fold}
        />
      )}
      {!slides && failed && <p className="stage-note">{t('stage.failed')}</p>}
      {!slides && !failed && !folded && (
        <div className="stage-frame">
          <img className="stage-image" src={address} alt={words} onError={() => setFailed(true)} />
        </div>
      )}
      <div className="stage-foot">
        <a href={address} target="_blank" rel="noopener">
          {t(slides ? 'stage.openSlides' : 'stage.openImage', { name: file.name })}
        </a>
        {!slides && !failed && fold && <FoldButton what="image" {...fold} />}
      </div>
    </section>
  );
}

function fileAddress(sessionId: string, fileId: string): string {
  return `/api/sessions/${encodeURIComponent(sessionId)}/files/${encodeURIComponent(fileId)}`;
}
