// How people get in who have no personal link.
import { useI18n } from '../../i18n/i18n-provider';
import { CopyField } from '../../ui/copy-field';

export function JoinCard({ code }: { code: string }) {
  const { t } = useI18n();
  return (
    <section className="card" aria-labelledby="how-title">
      <h2 id="how-title">{t('detail.join.title')}</h2>
      <p className="muted">{t('detail.join.body')}</p>
      <CopyField label={t('detail.code')} value={code} />
      <CopyField label={t('detail.address')} value={`${window.location.origin}/join/${code}`} />
    </section>
  );
}
