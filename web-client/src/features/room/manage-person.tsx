// What facilitators may do with a person: change what they may do, or take them out.
import { useState } from 'react';
import { useI18n } from '../../i18n/i18n-provider';
import type { Person } from '../../protocol/convene/v1/roster_pb';
import { Permission } from '../../protocol/convene/v1/roster_pb';
import type { Engine } from '../../session/engine';
import { Button } from '../../ui/button';
import { ConfirmDialog } from '../../ui/dialog';

export function ManagePerson({ person, engine }: { person: Person; engine: Engine }) {
  const { t } = useI18n();
  const [removing, setRemoving] = useState(false);
  const { id: personId, name, permission } = person;
  const facilitates = permission === Permission.FACILITATOR;

  function handlePermission() {
    const next = facilitates ? Permission.PARTICIPANT : Permission.FACILITATOR;
    engine.send({
      case: 'setPermission',
      value: { $typeName: 'convene.v1.SetPermission', personId, permission: next },
    });
  }

  function handleRemove() {
    engine.send({
      case: 'removePerson',
      value: { $typeName: 'convene.v1.RemovePerson', personId },
    });
  }

  return (
    <div className="person-manage">
      {permission <= Permission.FACILITATOR && (
        <Button size="small" onClick={handlePermission}>
          {t(facilitates ? 'people.makeParticipant' : 'people.makeFacilitator')}
        </Button>
      )}
      <Button kind="danger" size="small" onClick={() => setRemoving(true)}>
        {t('people.remove')}
      </Button>
      {removing && (
        <ConfirmDialog
          title={t('people.remove.title', { name })}
          body={t('people.remove.body')}
          confirm={t('people.remove.confirm')}
          onConfirm={handleRemove}
          onClose={() => setRemoving(false)}
        />
      )}
    </div>
  );
}
