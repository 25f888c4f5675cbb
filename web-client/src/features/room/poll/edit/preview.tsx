// A poll as participants will see it. Nothing that is put in here goes anywhere.
import { create } from '@bufbuild/protobuf';
import { useMemo, useState } from 'react';
import { useI18n } from '../../../../i18n/i18n-provider';
import type { Poll } from '../../../../protocol/convene/v1/poll_pb';
import { RunSchema } from '../../../../protocol/convene/v1/poll_pb';
import { BallotForm } from '../answer/ballot-form';
import { PrivacyNote } from '../answer/privacy-note';
import type { Sheet } from '../answer/typed';
import { Said } from '../said';

export function Preview({ poll }: { poll: Poll }) {
  const { t } = useI18n();
  const [sheet, setSheet] = useState<Sheet>({});
  const run = useMemo(() => create(RunSchema, { id: 'preview', poll }), [poll]);
  return (
    <section className="poll-preview" aria-label={t('edit.preview')} data-testid="preview">
      <h3>
        <Said text={poll.title} />
      </h3>
      <PrivacyNote privacy={poll.privacy} />
      <BallotForm
        run={run}
        sheet={sheet}
        onSheet={setSheet}
        busy={false}
        onSend={() => undefined}
        note={<p className="muted">{t('edit.preview.note')}</p>}
        preview
      />
    </section>
  );
}
