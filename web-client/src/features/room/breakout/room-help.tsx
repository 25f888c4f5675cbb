// Asks the facilitators to come, and says how far that is.
import { useI18n } from '../../../i18n/i18n-provider';
import type { HelpCall } from '../../../protocol/convene/v1/breakout_pb';
import type { Engine } from '../../../session/engine';
import { Button } from '../../../ui/button';
import { useMyId } from '../room-context';
import { useAsking } from '../use-asking';
import { usePersonName } from '../use-person-name';
import { callHelp } from './room-commands';

interface RoomHelpProps {
  engine: Engine;
  help: HelpCall | undefined;
}

export function RoomHelp({ engine, help }: RoomHelpProps) {
  const { t } = useI18n();
  const busy = useAsking('callHelp');
  const words = useHelpWords(help);
  return (
    <div className="my-room-help">
      {/* One button for both: the focus of whoever pressed it stays. */}
      <Button busy={busy} onClick={() => engine.send(callHelp(help === undefined))}>
        {t(help ? 'help.cancel' : 'help.ask')}
      </Button>
      <p className={help ? 'my-room-help-state' : 'muted'} role="status">
        {words || t('help.ask.note')}
      </p>
    </div>
  );
}

function useHelpWords(help: HelpCall | undefined): string {
  const { t, dates } = useI18n();
  const meId = useMyId();
  const nameOf = usePersonName();
  if (!help) return '';
  if (help.claimedById) return t('help.claimed', { name: nameOf(help.claimedById) });
  const time = dates.time(Number(help.atMs));
  if (help.personId === meId) return t('help.asked', { time });
  return t('help.askedBy', { time, name: nameOf(help.personId) });
}
