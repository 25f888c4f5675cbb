// Shows a line to the facilitators; says first who will see it.
import { useI18n } from '../../../i18n/i18n-provider';
import type { Line } from '../../../protocol/convene/v1/chat_pb';
import type { Conversation } from '../../../session/conversations';
import type { Engine } from '../../../session/engine';
import { Button } from '../../../ui/button';
import { Dialog } from '../../../ui/dialog';
import { reportLine } from '../commands';

interface ReportDialogProps {
  line: Line;
  conversation: Conversation;
  engine: Engine;
  onClose: () => void;
}

export function ReportDialog({ line, conversation, engine, onClose }: ReportDialogProps) {
  const { t } = useI18n();
  const isPrivate = conversation.kind === 'private';
  return (
    <Dialog
      title={t('line.report.title')}
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>{t('cancel')}</Button>
          <Button
            kind="primary"
            onClick={() => {
              engine.send(reportLine(line.id));
              onClose();
            }}
          >
            {t('line.report.confirm')}
          </Button>
        </>
      }
    >
      <blockquote className="quoted">
        <p className="line-author">{line.authorName}</p>
        <p className="line-text">{line.text}</p>
      </blockquote>
      <p>{t(isPrivate ? 'line.report.seesPrivate' : 'line.report.sees')}</p>
    </Dialog>
  );
}
