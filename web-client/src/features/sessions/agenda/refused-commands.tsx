// What was asked for and did not happen, or nobody knows: moves, removals, things of before.
import { errorKey } from '../../../i18n/error-words';
import { useI18n } from '../../../i18n/i18n-provider';
import { ErrorCode } from '../../../protocol/convene/v1/error_pb';
import type { Engine } from '../../../session/engine';
import { isOpen } from '../../../session/outbox';
import { Button } from '../../../ui/button';
import { Notice } from '../../../ui/notice';
import { useStore } from '../../../ui/use-store';

export function RefusedCommands({ engine }: { engine: Engine }) {
  const { t } = useI18n();
  const pending = useStore(engine.store, (state) => state.pending);
  return pending
    .filter((item) => !isOpen(item))
    .map(({ key, state, code }) => (
      <Notice
        key={key}
        tone="danger"
        actions={
          <Button size="small" onClick={() => engine.discard(key)}>
            {t('away.dismiss')}
          </Button>
        }
      >
        {state === 'unknown'
          ? t('step.unknown')
          : t('step.failed', { why: t(errorKey(code ?? ErrorCode.UNSPECIFIED)) })}
      </Notice>
    ));
}
