// The lines of a conversation, or their digest when a phone is flooded with them.
import { useI18n } from '../../../i18n/i18n-provider';
import { Button } from '../../../ui/button';
import { useDigest } from '../waterfall/use-digest';
import { LineDigest } from '../waterfall/waterfall-later';
import type { LineListProps } from './line-list';
import { LineList } from './line-list';

export function ShownLines(props: LineListProps) {
  const { t } = useI18n();
  const digest = useDigest(props.shown);
  if (digest.kind === 'digest') {
    return <LineDigest shown={props.shown} reading={props.reading} onAll={digest.onAll} />;
  }
  return (
    <>
      {digest.kind === 'all' && (
        <p className="digest-back">
          <Button kind="plain" size="small" onClick={digest.onDigest}>
            {t('digest.back')}
          </Button>
        </p>
      )}
      <LineList {...props} />
    </>
  );
}
