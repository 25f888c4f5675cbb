// A picture, and the same as a table: always there for screen readers, and for everyone who asks.
import type { ReactNode } from 'react';
import { useState } from 'react';
import { useI18n } from '../../../../i18n/i18n-provider';
import { Button } from '../../../../ui/button';

interface PicturedProps {
  /** For the eye alone. */
  picture: ReactNode;
  table: ReactNode;
}

export function Pictured({ picture, table }: PicturedProps) {
  const { t } = useI18n();
  const [asTable, setAsTable] = useState(false);
  return (
    <>
      {!asTable && picture}
      <div className={asTable ? 'poll-table-frame' : 'visually-hidden'}>{table}</div>
      <Button kind="plain" size="small" aria-pressed={asTable} onClick={() => setAsTable(!asTable)}>
        {t('tally.asTable')}
      </Button>
    </>
  );
}
