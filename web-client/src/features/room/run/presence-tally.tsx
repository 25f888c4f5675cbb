// How many have answered that they are here, while it is asked and a while after.
import { useI18n } from '../../../i18n/i18n-provider';
import { useRoomState, useRoomTime } from '../room-context';

/** After the answers are in, the number is of use for a while. */
const RECENT_MS = 10 * 60_000;

export function PresenceTally() {
  const { t } = useI18n();
  const check = useRoomState(({ view }) => view?.check);
  const tally = useRoomState(({ view }) => view?.tally);
  const here = useRoomState((state) => state.here?.size ?? 0);
  const endsAtMs = Number(check?.endsAtMs ?? 0);
  const open = useRoomTime((nowMs) => nowMs < endsAtMs, endsAtMs > 0);
  const recent = useRoomTime((nowMs) => nowMs < endsAtMs + RECENT_MS, endsAtMs > 0);
  if (!check || check.check === 0 || !recent) return null;
  const confirmed = tally?.check === check.check ? tally.confirmed : 0;
  return (
    <p className="bar-tally numbers" data-testid="presence-tally">
      {t(open ? 'presence.tally' : 'presence.tallyDone', { confirmed, here })}
    </p>
  );
}
