// In place of a flood of lines on a phone: how many, and some of them, still enough to be read.
import { useMemo, useRef } from 'react';
import { useI18n } from '../../../i18n/i18n-provider';
import type { Line } from '../../../protocol/convene/v1/chat_pb';
import type { Person } from '../../../protocol/convene/v1/roster_pb';
import { lastLineId } from '../../../session/read-marks';
import { Button } from '../../../ui/button';
import { LineText } from '../chat/line-text';
import type { ListedConversation } from '../chat/use-conversations';
import type { Reading } from '../chat/use-read-marks';
import { useReading } from '../chat/use-read-marks';
import { mayFacilitate, useMyId, useRoomState, useRoomTime } from '../room-context';
import { linesLastMinute, recentLines, sampleOf } from './digest';
import { useWaterfall } from './use-waterfall';
import './digest.css';

/** So long a sample stays as it is: it is there to be read. */
const SAMPLE_MS = 10_000;
const NOBODY: readonly Person[] = [];
const NO_LINES: readonly Line[] = [];

interface LineDigestProps {
  shown: ListedConversation;
  reading: Reading;
  onAll: () => void;
}

export function LineDigest({ shown, reading, onAll }: LineDigestProps) {
  const { t } = useI18n();
  const { channel } = shown;
  const waterfall = useWaterfall();
  const lines = channel?.lines ?? NO_LINES;
  const count = useRoomTime((nowMs) => (channel ? linesLastMinute(channel, waterfall, nowMs) : 0));
  const sample = useSample(shown, lines);
  // Whoever sees this has seen how much there is.
  useReading(shown.key, lastLineId(channel), true, reading);
  return (
    <section className="digest" aria-label={t('digest.label')} data-testid="digest">
      {/* On top: the way to all of them is always in sight. */}
      <div className="digest-head">
        <p className="numbers">
          <strong>{t('digest.count', { count })}</strong>
        </p>
        <Button kind="primary" size="small" onClick={onAll}>
          {t('digest.all')}
        </Button>
      </div>
      <p className="muted">{t('digest.some')}</p>
      <ol className="digest-lines">
        {sample.map((line) => (
          <SampledLine key={line.id} line={line} />
        ))}
      </ol>
    </section>
  );
}

function SampledLine({ line }: { line: Line }) {
  const { t } = useI18n();
  const meId = useMyId();
  return (
    <li className="digest-line" data-testid="digest-line">
      <p className="line-author">
        {line.authorName}
        {line.mentionIds.includes(meId) && <span className="badge"> {t('line.mentionsYou')}</span>}
      </p>
      <p className="line-text">
        <LineText text={line.text} />
      </p>
    </li>
  );
}

/** Drawn anew with every period, not with every line: the lines are read from what is present. */
function useSample({ channel }: ListedConversation, lines: readonly Line[]): readonly Line[] {
  const meId = useMyId();
  const people = useRoomState(({ view }) => view?.people ?? NOBODY);
  const period = useRoomTime((nowMs) => Math.floor(nowMs / SAMPLE_MS));
  const present = useRef({ lines, people, pinned: channel?.pinned ?? NO_LINES });
  present.current = { lines, people, pinned: channel?.pinned ?? NO_LINES };
  return useMemo(() => {
    const { lines: all, people: known, pinned } = present.current;
    return sampleOf(recentLines(all, period * SAMPLE_MS), {
      meId,
      mineIds: new Set(all.flatMap(({ id, authorId }) => (authorId === meId ? id : []))),
      pinnedIds: new Set(pinned.map(({ id }) => id)),
      facilitatorIds: new Set(
        known.flatMap(({ id, permission }) => (mayFacilitate(permission) ? id : [])),
      ),
    });
  }, [period, meId]);
}
