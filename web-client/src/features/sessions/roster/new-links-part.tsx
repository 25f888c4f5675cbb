// The question before a new link, the link that comes of it, or why none came.
import { useI18n } from '../../../i18n/i18n-provider';
import { ConfirmDialog } from '../../../ui/dialog';
import { FailedNotice } from '../../../ui/loaded';
import { PersonalLinks } from './personal-links';
import type { NewLinks } from './use-new-links';

export function NewLinksPart({ links }: { links: NewLinks }) {
  const { t } = useI18n();
  const { made, error, asking, ask, make } = links;
  return (
    <>
      {error && <FailedNotice error={error} />}
      <PersonalLinks links={made} focus />
      {asking && (
        <ConfirmDialog
          title={t('detail.roster.newLinkFor', { name: asking.name })}
          body={t('detail.roster.newLinkWarning', { name: asking.name })}
          confirm={t('detail.roster.newLink')}
          onConfirm={() => make(asking.id)}
          onClose={() => ask(undefined)}
        />
      )}
    </>
  );
}
