// What my room brings back, folded to one line that says how far it is.
import { useId } from 'react';
import { useI18n } from '../../../../i18n/i18n-provider';
import { RoomRole } from '../../../../protocol/convene/v1/breakout_pb';
import type { Engine } from '../../../../session/engine';
import type { MyPlace } from '../../../../session/rounds';
import { useMyId } from '../../room-context';
import { holderOf } from '../work/role-words';
import { ResultEditor } from './result-editor';

interface RoomResultFoldProps {
  engine: Engine;
  place: MyPlace;
  /** Chosen by hand; until then it is open for whoever reports. */
  open: boolean | undefined;
  onOpen: (open: boolean) => void;
}

export function RoomResultFold({ engine, place, open, onOpen }: RoomResultFoldProps) {
  const { t } = useI18n();
  const bodyId = useId();
  const meId = useMyId();
  const { roundId, room } = place;
  const shown = open ?? holderOf(room, RoomRole.REPORTER) === meId;
  return (
    <div className="room-result" data-testid="room-result">
      <button
        type="button"
        className="fold-button"
        aria-expanded={shown}
        aria-controls={bodyId}
        onClick={() => onOpen(!shown)}
      >
        {t('result.title')}
        <span className="muted"> {t(room.result?.text ? 'result.some' : 'result.nothing')}</span>
      </button>
      <div id={bodyId}>
        {shown && (
          <ResultEditor
            engine={engine}
            roundId={roundId}
            room={room.number}
            result={room.result}
            label={t('result.label')}
          />
        )}
      </div>
    </div>
  );
}
