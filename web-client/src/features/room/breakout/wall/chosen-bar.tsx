// What can be done for the rooms that were chosen on the wall.
import { useState } from 'react';
import { useI18n } from '../../../../i18n/i18n-provider';
import { classNames } from '../../../../lib/class-names';
import type { Round } from '../../../../protocol/convene/v1/breakout_pb';
import type { Engine } from '../../../../session/engine';
import { Button } from '../../../../ui/button';
import { useMyId } from '../../room-context';
import { assignRooms } from '../room-commands';
import { CloseDialog } from './close-dialog';
import { TellForm } from './tell-form';

interface ChosenBarProps {
  engine: Engine;
  round: Round;
  rooms: readonly number[];
  /** How many fit on the screen side by side; absent: they cannot be looked into. */
  onLook: (() => void) | undefined;
  onClear: () => void;
}

export function ChosenBar({ engine, round, rooms, onLook, onClear }: ChosenBarProps) {
  const { t } = useI18n();
  const meId = useMyId();
  const [closing, setClosing] = useState(false);
  const count = rooms.length;
  return (
    <section
      className={classNames('wall-chosen', count > 0 && 'wall-chosen-some')}
      aria-label={t('chosen.label')}
    >
      {/* There before its words: only then screen readers hear of them. */}
      <p role="status">{count > 0 && t('chosen.count', { count })}</p>
      {count > 0 && (
        <>
          <div className="wall-acts">
            {onLook && (
              <Button size="small" onClick={onLook}>
                {t('chosen.look')}
              </Button>
            )}
            <Button size="small" onClick={() => engine.send(assignRooms(round.id, meId, rooms))}>
              {t('acts.mine')}
            </Button>
            <Button kind="danger" size="small" onClick={() => setClosing(true)}>
              {t('chosen.close')}
            </Button>
            <Button kind="plain" size="small" onClick={onClear}>
              {t('chosen.clear')}
            </Button>
          </div>
          <TellForm
            engine={engine}
            roundId={round.id}
            rooms={rooms}
            title={t('tell.chosen', { count })}
          />
        </>
      )}
      {closing && (
        <CloseDialog
          engine={engine}
          roundId={round.id}
          title={t('chosen.close.title', { count })}
          rooms={rooms}
          already={false}
          onClose={() => setClosing(false)}
        />
      )}
    </section>
  );
}
