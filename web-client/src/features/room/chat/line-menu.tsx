// What this person may do with a line: reactions first, what cannot be undone last.
import { useState } from 'react';
import { useI18n } from '../../../i18n/i18n-provider';
import type { Line } from '../../../protocol/convene/v1/chat_pb';
import type { Conversation } from '../../../session/conversations';
import type { Engine } from '../../../session/engine';
import { Popup } from '../../../ui/popup';
import { deleteLine } from '../commands';
import { ConfirmInPlace } from './confirm-in-place';
import { LineMenuItems } from './line-menu-items';
import type { Mask } from './reactions';
import { ReportDialog } from './report-dialog';
import './line-menu.css';

export interface LineMenuProps {
  line: Line;
  conversation: Conversation;
  engine: Engine;
  anchor: HTMLElement;
  pinned: boolean;
  /** It answers a line, or others answer it. */
  threaded: boolean;
  wanted: Mask;
  onReply: () => void;
  onThread: () => void;
  onCopy: () => void;
  onEdit: () => void;
  onClose: () => void;
}

export function LineMenu(props: LineMenuProps) {
  const { line, conversation, engine, anchor, onClose } = props;
  const { t } = useI18n();
  const [stage, setStage] = useState<'menu' | 'delete' | 'report'>('menu');

  if (stage === 'report') {
    return (
      <ReportDialog
        line={line}
        conversation={conversation}
        engine={engine}
        onClose={() => {
          onClose();
          anchor.focus();
        }}
      />
    );
  }
  const asking = stage === 'delete';
  return (
    <Popup
      label={asking ? t('line.delete.title') : t('line.more', { name: line.authorName })}
      role={asking ? 'dialog' : 'menu'}
      anchor={anchor}
      onClose={onClose}
    >
      {asking ? (
        <ConfirmInPlace
          title={t('line.delete.title')}
          body={t('line.delete.body')}
          confirm={t('line.delete.confirm')}
          onConfirm={() => {
            engine.send(deleteLine(line.id));
            anchor.closest<HTMLElement>('[data-line]')?.focus();
            onClose();
          }}
          onCancel={() => {
            anchor.focus();
            onClose();
          }}
        />
      ) : (
        <LineMenuItems
          {...props}
          onDelete={() => setStage('delete')}
          onReport={() => setStage('report')}
        />
      )}
    </Popup>
  );
}
