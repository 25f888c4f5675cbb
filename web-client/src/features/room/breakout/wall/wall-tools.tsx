// What facilitators do for all open rooms at once: time, a message, links, the end.
import { useState } from 'react';
import { useI18n } from '../../../../i18n/i18n-provider';
import type { Round } from '../../../../protocol/convene/v1/breakout_pb';
import { RoundState } from '../../../../protocol/convene/v1/breakout_pb';
import type { Engine } from '../../../../session/engine';
import { Button } from '../../../../ui/button';
import { LinksForm } from '../links-form';
import { putRoom } from '../room-commands';
import { ToldWords } from '../told-words';
import { BarForm } from './bar-form';
import { ClockTools } from './clock-tools';
import { CloseDialog } from './close-dialog';
import { TeamForm } from './team-form';
import { TellForm } from './tell-form';

interface WallToolsProps {
  engine: Engine;
  round: Round;
  onSaid: (words: string) => void;
}

export function WallTools({ engine, round, onSaid }: WallToolsProps) {
  const { t } = useI18n();
  const [closing, setClosing] = useState(false);

  function handleLinks(links: readonly string[]) {
    for (const [index, room] of round.rooms.entries()) {
      const link = links[index] ?? '';
      if (link === room.link) continue;
      const { number, name } = room;
      engine.send(putRoom({ roundId: round.id, number, name, link }));
    }
  }

  return (
    <div className="wall-tools">
      <div className="wall-acts">
        <ClockTools engine={engine} round={round} onSaid={onSaid} />
        <Button size="small" onClick={() => engine.send(putRoom({ roundId: round.id, number: 0 }))}>
          {t('plan.addRoom')}
        </Button>
        <Button kind="danger" size="small" onClick={() => setClosing(true)}>
          {t('close.button')}
        </Button>
      </div>
      <ToldWords />
      <div className="wall-folds">
        <TellForm engine={engine} roundId={round.id} title={t('tell.title')} />
        <TeamForm engine={engine} round={round} />
        <LinksForm rooms={round.rooms} onSave={handleLinks} />
        <BarForm engine={engine} round={round} />
      </div>
      {closing && (
        <CloseDialog
          engine={engine}
          roundId={round.id}
          title={t('close.title')}
          already={round.state === RoundState.CLOSING}
          onClose={() => setClosing(false)}
        />
      )}
    </div>
  );
}
