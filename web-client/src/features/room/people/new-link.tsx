// A new personal link for someone; the one they had stops working.
import { useState } from 'react';
import { call } from '../../../api/call';
import { useSubmit } from '../../../api/use-submit';
import { errorKey } from '../../../i18n/error-words';
import { useI18n } from '../../../i18n/i18n-provider';
import { InSession } from '../../../protocol/convene/v1/in_session_pb';
import type { Person } from '../../../protocol/convene/v1/roster_pb';
import { Button } from '../../../ui/button';
import { CopyField } from '../../../ui/copy-field';
import { Notice } from '../../../ui/notice';
import { useRoom } from '../room-context';

export function NewLink({ person }: { person: Person }) {
  const { t } = useI18n();
  const { sessionId } = useRoom();
  const { busy, error, run } = useSubmit();
  const [link, setLink] = useState<string>();
  if (link !== undefined)
    return <CopyField label={t('newLink.of', { name: person.name })} value={link} />;
  return (
    <div className="new-link">
      <Button
        size="small"
        busy={busy}
        onClick={() =>
          void run(async () => {
            const params = { session_id: sessionId, person_id: person.id };
            setLink((await call(InSession.method.reissueLink, {}, { params })).link);
          })
        }
      >
        {t('newLink.make')}
      </Button>{' '}
      <span className="muted">{t('newLink.hint')}</span>
      {error && (
        <Notice tone="danger">
          {t(error.status === 0 ? 'offline.title' : errorKey(error.code))}
        </Notice>
      )}
    </div>
  );
}
