// The image or the slides of the present step.
import { useState } from 'react';
import { useI18n } from '../../../i18n/i18n-provider';
import type { AgendaFile, AgendaItem } from '../../../protocol/convene/v1/agenda_pb';
import { later } from '../../../ui/later';
import { useRoom } from '../room-context';
import { useInMyWords } from './use-in-my-words';

const Slides = later(async () => (await import('./slides')).Slides);

interface StepFileProps {
  item: AgendaItem;
  file: AgendaFile;
  /** Of the slides, where the host is. */
  page: number;
}

export function StepFile({ item, file, page }: StepFileProps) {
  const { t } = useI18n();
  const { sessionId } = useRoom();
  const { words } = useInMyWords(item.title);
  const [failed, setFailed] = useState(false);
  const address = fileAddress(sessionId, file.id);
  const slides = file.kind === 'application/pdf';

  return (
    <section className="stage" aria-label={t('stage.label')}>
      {slides && <Slides key={file.id} address={address} title={words} item={item} page={page} />}
      {!slides && failed && <p className="stage-note">{t('stage.failed')}</p>}
      {!slides && !failed && (
        <div className="stage-frame">
          <img className="stage-image" src={address} alt={words} onError={() => setFailed(true)} />
        </div>
      )}
      <p className="stage-foot">
        <a href={address} target="_blank" rel="noopener">
          {t(slides ? 'stage.openSlides' : 'stage.openImage', { name: file.name })}
        </a>
      </p>
    </section>
  );
}

function fileAddress(sessionId: string, fileId: string): string {
  return `/api/sessions/${encodeURIComponent(sessionId)}/files/${encodeURIComponent(fileId)}`;
}
