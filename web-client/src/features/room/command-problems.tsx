// Commands other than lines that were refused, or whose outcome nobody knows.
import type { MessageKey } from '../../i18n/en';
import { errorKey } from '../../i18n/error-words';
import { useI18n } from '../../i18n/i18n-provider';
import { ErrorCode } from '../../protocol/convene/v1/error_pb';
import type { CommandBody } from '../../session/conversations';
import type { Engine } from '../../session/engine';
import { isOpen } from '../../session/outbox';
import { Button } from '../../ui/button';
import { Notice } from '../../ui/notice';
import { useStore } from '../../ui/use-store';

type Case = Exclude<CommandBody['case'], 'sendLine' | undefined>;

const NAMES: Record<Case, MessageKey> = {
  openLobby: 'bar.openLobby',
  startSession: 'bar.start',
  endSession: 'bar.end',
  answerConsent: 'consent.change',
  publishReplay: 'bar.publish.submit',
  setPermission: 'detail.roster.permission',
  removePerson: 'people.remove',
};

export function CommandProblems({ engine }: { engine: Engine }) {
  const { t } = useI18n();
  const pending = useStore(engine.store, (state) => state.pending);
  return pending.map((item) => {
    const { case: kind } = item.body;
    if (isOpen(item) || kind === undefined || kind === 'sendLine') return null;
    const what = t(NAMES[kind]);
    const why = t(errorKey(item.code ?? ErrorCode.UNSPECIFIED));
    return (
      <Notice
        key={item.key}
        tone="danger"
        actions={
          <Button size="small" onClick={() => engine.discard(item.key)}>
            {t('away.dismiss')}
          </Button>
        }
      >
        {item.state === 'unknown'
          ? t('command.unknown', { what })
          : t('command.failed', { what, why })}
      </Notice>
    );
  });
}
