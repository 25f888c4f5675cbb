// Keeps somebody who runs the session from looking into some rooms.
import { useState } from 'react';
import { errorKey } from '../../../../i18n/error-words';
import { useI18n } from '../../../../i18n/i18n-provider';
import type { Round } from '../../../../protocol/convene/v1/breakout_pb';
import type { Engine } from '../../../../session/engine';
import { Button } from '../../../../ui/button';
import { SelectField } from '../../../../ui/field';
import { mayFacilitate } from '../../room-context';
import { useAsked } from '../../use-asked';
import { CheckList } from '../check-list';
import { barFromRooms } from '../room-commands';
import { usePeople } from '../use-people';
import { useRoomName } from '../use-rooms';

export function BarForm({ engine, round }: { engine: Engine; round: Round }) {
  const { t } = useI18n();
  const nameOf = useRoomName();
  const { byId } = usePeople();
  const [personId, setPersonId] = useState('');
  const [chosen, setChosen] = useState<readonly string[]>([]);
  const [saved, setSaved] = useState(false);
  const asked = useAsked(engine, () => setSaved(true));
  const team = [...byId.values()].filter(({ permission }) => mayFacilitate(permission));

  function handlePerson(id: string) {
    const barred = round.rooms.filter(({ barredIds }) => barredIds.includes(id));
    setPersonId(id);
    setChosen(id === '' ? [] : barred.map(({ number }) => String(number)));
    setSaved(false);
  }

  return (
    <details className="wall-fold">
      <summary>{t('bars.title')}</summary>
      <div className="wall-form">
        <SelectField
          label={t('bars.who')}
          hint={t('bars.hint')}
          free
          value={personId}
          onChange={handlePerson}
        >
          <option value="">{t('bars.choose')}</option>
          {team.map(({ id, name }) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
        </SelectField>
        {personId !== '' && (
          <CheckList
            legend={t('bars.rooms', { count: chosen.length })}
            find={t('wall.findRoom')}
            items={round.rooms.map((room) => ({ id: String(room.number), words: nameOf(room) }))}
            chosen={chosen}
            onChange={(next) => {
              setChosen(next);
              setSaved(false);
            }}
          />
        )}
        {asked.refused !== undefined && (
          <p className="field-error" role="alert">
            {t(errorKey(asked.refused))}
          </p>
        )}
        <p role="status" className="muted">
          {saved && t('bars.saved')}
        </p>
        {personId !== '' && (
          <Button
            size="small"
            busy={asked.busy}
            onClick={() => asked.ask(barFromRooms(round.id, personId, chosen.map(Number)))}
          >
            {t('bars.save')}
          </Button>
        )}
      </div>
    </details>
  );
}
