// What someone wrote for a room to bring back and did not save before it closed or they left it.
import { useEffect, useState } from 'react';
import { useI18n } from '../../../../i18n/i18n-provider';
import { copyText } from '../../../../lib/copy-text';
import type { RoomResult, RoundResults } from '../../../../protocol/convene/v1/breakout_pb';
import type { Engine } from '../../../../session/engine';
import { Button } from '../../../../ui/button';
import { Notice } from '../../../../ui/notice';
import { useRoomState } from '../../room-context';
import type { Numbered } from '../room-words';
import { useMyPlace, useOpenRound, useRoomName } from '../use-rooms';
import { isSaved, roomKey, useResultDrafts } from './result-draft';
import { ResultEditor } from './result-editor';

interface Left {
  key: string;
  roundId: string;
  room: Numbered;
  text: string;
}

const NONE: readonly RoundResults[] = [];

export function LeftResults({ engine }: { engine: Engine }) {
  const results = useRoomState(({ view }) => view?.results ?? NONE);
  const { left, forget } = useLeft(results);
  const round = useOpenRound();
  const last = results[results.length - 1];
  return left.map((one) => {
    const { key, roundId, room } = one;
    // Only what the last rooms bring back can still be written, until others open.
    const open = !round && last?.roundId === roundId;
    const result = open
      ? last.rooms.find(({ number }) => number === room.number)?.result
      : undefined;
    return (
      <LeftResult
        key={key}
        engine={engine}
        left={one}
        open={open}
        result={result}
        onForget={() => forget(key)}
      />
    );
  });
}

interface LeftResultProps {
  engine: Engine;
  left: Left;
  open: boolean;
  result: RoomResult | undefined;
  onForget: () => void;
}

function LeftResult({ engine, left, open, result, onForget }: LeftResultProps) {
  const { t } = useI18n();
  const [copied, setCopied] = useState(false);
  const room = useRoomName()(left.room);
  const discard = (
    <Button kind="plain" size="small" onClick={onForget}>
      {t('left.discard')}
    </Button>
  );
  if (!open) {
    return (
      <Notice
        tone="warning"
        actions={
          <div className="form-actions">
            <Button size="small" onClick={async () => setCopied(await copyText(left.text))}>
              {t(copied ? 'copied' : 'left.copy')}
            </Button>
            {discard}
          </div>
        }
      >
        <p>{t('result.left', { room })}</p>
        <p className="line-text">{left.text}</p>
      </Notice>
    );
  }
  return (
    <Notice tone="warning">
      <ResultEditor
        engine={engine}
        roundId={left.roundId}
        room={left.room.number}
        result={result}
        label={t('result.leftOpen', { room })}
        onDone={onForget}
      >
        {discard}
      </ResultEditor>
    </Notice>
  );
}

/** Drafts of rooms in which one is not. What has been saved meanwhile is none any more. */
function useLeft(results: readonly RoundResults[]) {
  const drafts = useResultDrafts();
  const place = useMyPlace();
  const hereKey = place && roomKey(place.roundId, place.room.number);
  const [left, setLeft] = useState<readonly Left[]>([]);

  useEffect(() => {
    const found = Object.entries(drafts.all()).flatMap(([key, draft]) => {
      const [roundId = '', number] = key.split(' ');
      const room = results
        .find((one) => one.roundId === roundId)
        ?.rooms.find((one) => one.number === Number(number));
      if (key === hereKey) return [];
      if (!isSaved(draft, room?.result)) {
        const { text } = draft;
        return [{ key, roundId, room: room ?? { number: Number(number) }, text }];
      }
      drafts.write(key, undefined);
      return [];
    });
    setLeft(found);
  }, [drafts, results, hereKey]);

  return {
    left,
    forget(key: string) {
      drafts.write(key, undefined);
      setLeft((old) => old.filter((one) => one.key !== key));
    },
  };
}
