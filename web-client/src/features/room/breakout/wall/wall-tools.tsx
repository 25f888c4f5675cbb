// What facilitators do for all open rooms at once: more time, a message, links, the end.
import { useState } from 'react';
import { useI18n } from '../../../../i18n/i18n-provider';
import type { Round } from '../../../../protocol/convene/v1/breakout_pb';
import { RoundState } from '../../../../protocol/convene/v1/breakout_pb';
import type { Engine } from '../../../../session/engine';
import { Button } from '../../../../ui/button';
import { LinksForm } from '../links-form';
import { extendRooms, putRoom } from '../room-commands';
import { ToldWords } from '../told-words';
import { CloseDialog } from './close-dialog';
import { TellForm } from './tell-form';

const MINUTES = [-1, 1, 5] as const;

export function WallTools({ engine, round }: { engine: Engine; round: Round }) {
  const { t } = useI18n();
  const [closing, setClosing] = useState(false);
  const ends = round.endsAtMs > 0n;

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
        <fieldset className="bar-time">
          <legend className="visually-hidden">{t('wall.time')}</legend>
          {MINUTES.map((minutes) => (
            <Button
              key={minutes}
              size="small"
              onClick={() => engine.send(extendRooms(round.id, minutes))}
            >
              {t('bar.minutes', { minutes: minutes < 0 ? `−${-minutes}` : `+${minutes}` })}
            </Button>
          ))}
          {ends && (
            <Button size="small" onClick={() => engine.send(extendRooms(round.id, 0))}>
              {t('wall.noEnd')}
            </Button>
          )}
        </fieldset>
        <Button size="small" onClick={() => engine.send(putRoom({ roundId: round.id, number: 0 }))}>
          {t('plan.addRoom')}
        </Button>
        <Button kind="danger" size="small" onClick={() => setClosing(true)}>
          {t('close.button')}
        </Button>
      </div>
      <ToldWords />
      <div className="wall-folds">
        <TellForm engine={engine} roundId={round.id} />
        <LinksForm rooms={round.rooms} onSave={handleLinks} />
      </div>
      {closing && (
        <CloseDialog
          engine={engine}
          roundId={round.id}
          already={round.state === RoundState.CLOSING}
          onClose={() => setClosing(false)}
        />
      )}
    </div>
  );
}
