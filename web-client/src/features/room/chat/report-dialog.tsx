// Shows a line to the facilitators; says first who will see it.
import { useI18n } from '../../../i18n/i18n-provider';
import type { Line } from '../../../protocol/convene/v1/chat_pb';
import type { Conversation } from '../../../session/conversations';
import type { Engine } from '../../../session/engine';
import { AskDialog } from '../../../ui/dialog';
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
    <AskDialog
      title={t('line.report.title')}
      confirm={t('line.report.confirm')}
      onConfirm={() => engine.send(reportLine(line.id))}
      onClose={onClose}
    >
      <blockquote className="quoted">
        <p className="line-author">{line.authorName}</p>
        <p className="line-text">{line.text}</p>
      </blockquote>
      <p>{t(isPrivate ? 'line.report.seesPrivate' : 'line.report.sees')}</p>
    </AskDialog>
  );
}
