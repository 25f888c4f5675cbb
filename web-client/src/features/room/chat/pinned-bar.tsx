// What facilitators have pinned, above the plenary: one row, or several behind one.
import { useI18n } from '../../../i18n/i18n-provider';
import type { Line } from '../../../protocol/convene/v1/chat_pb';
import { Button } from '../../../ui/button';
import { pinLine } from '../commands';
import { useFacilitating, useRoom } from '../room-context';
import { LineText } from './line-text';

interface PinnedBarProps {
  pinned: readonly Line[];
  onThread: (rootId: string) => void;
}

export function PinnedBar({ pinned, onThread }: PinnedBarProps) {
  const { t } = useI18n();
  const [first] = pinned;
  if (!first) return null;
  if (pinned.length === 1) {
    return (
      <section className="pins" aria-label={t('pins.label')}>
        <PinnedLine line={first} onThread={onThread} />
      </section>
    );
  }
  return (
    <details className="pins pins-many">
      <summary>
        <span className="pins-count">{t('pins.count', { count: pinned.length })}</span>{' '}
        <span className="pins-preview" aria-hidden="true">
          {first.authorName}: {first.text}
        </span>
      </summary>
      <ul aria-label={t('pins.label')}>
        {pinned.map((line) => (
          <li key={line.id}>
            <PinnedLine line={line} onThread={onThread} />
          </li>
        ))}
      </ul>
    </details>
  );
}

function PinnedLine({ line, onThread }: { line: Line; onThread: (rootId: string) => void }) {
  const { t } = useI18n();
  const { engine } = useRoom();
  const runs = useFacilitating();
  const { id, authorName: name, text, replyToId } = line;
  return (
    <div className="pin">
      <p className="pin-words">
        <span className="pin-lead">{t('pins.by', { name })}</span> <LineText text={text} />
      </p>
      <div className="pin-actions">
        <Button
          kind="plain"
          size="small"
          aria-label={t('pins.showBy', { name })}
          onClick={() => onThread(replyToId || id)}
        >
          {t('pins.show')}
        </Button>
        {runs && engine && (
          <Button
            kind="plain"
            size="small"
            aria-label={t('pins.unpinBy', { name })}
            onClick={() => engine.send(pinLine(id, false))}
          >
            {t('line.unpin')}
          </Button>
        )}
      </div>
    </div>
  );
}
