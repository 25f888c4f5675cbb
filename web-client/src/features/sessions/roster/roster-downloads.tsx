// Lists to take away, each with a word about what is in it and who must not get it.
import { useI18n } from '../../../i18n/i18n-provider';

interface RosterDownloadsProps {
  sessionId: string;
  /** Somebody has been there. */
  attended: boolean;
}

export function RosterDownloads({ sessionId, attended }: RosterDownloadsProps) {
  const { t, language } = useI18n();
  const api = `/api/sessions/${encodeURIComponent(sessionId)}`;
  return (
    <section className="card" aria-labelledby="files-title">
      <h2 id="files-title">{t('roster.files')}</h2>
      <p>
        <a href={`${api}/links.csv?language=${language}`} download>
          {t('roster.links.file')}
        </a>
        <span className="row-meta">{t('roster.links.hint')}</span>
      </p>
      {attended && (
        <p>
          <a href={`${api}/attendance.csv?language=${language}`} download>
            {t('roster.attendance.file')}
          </a>
          <span className="row-meta">{t('roster.attendance.hint')}</span>
        </p>
      )}
    </section>
  );
}
