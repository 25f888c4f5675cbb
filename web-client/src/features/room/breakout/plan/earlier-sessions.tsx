// Earlier sessions of the same people: who met there should meet others now.
import { useId } from 'react';
import { call } from '../../../../api/call';
import { useLoad } from '../../../../api/use-load';
import { useI18n } from '../../../../i18n/i18n-provider';
import { Convene } from '../../../../protocol/convene/v1/api_pb';
import type { Session } from '../../../../protocol/convene/v1/session_pb';
import { SessionState } from '../../../../protocol/convene/v1/session_pb';
import { FailedNotice } from '../../../../ui/loaded';
import { mayFacilitate, useRoom } from '../../room-context';
import { eitherOf } from '../room-words';

/** The server looks at no more. */
const SESSIONS_MAX = 4;
/** Who met longer ago may well meet again. */
const SHOWN_MAX = 20;

interface EarlierSessionsProps {
  chosen: readonly string[];
  onChange: (chosen: string[]) => void;
}

export function EarlierSessions({ chosen, onChange }: EarlierSessionsProps) {
  const { t, language, dates } = useI18n();
  const { sessionId } = useRoom();
  const hintId = useId();
  const { state, reload } = useLoad(loadSessions);
  if (state.kind === 'failed') return <FailedNotice error={state.error} onRetry={reload} />;
  const sessions = state.kind === 'ready' ? earlierOf(state.value, sessionId) : [];
  const full = chosen.length >= SESSIONS_MAX;
  return (
    <fieldset className="choices-column" aria-describedby={hintId}>
      <legend>{t('earlier.title')}</legend>
      <p className="field-hint" id={hintId}>
        {t(hintOf(state.kind === 'loading', sessions.length), { count: SESSIONS_MAX })}
      </p>
      {sessions.map(({ id, title, scheduledAtMs }) => (
        <label key={id} className="choice">
          <input
            type="checkbox"
            checked={chosen.includes(id)}
            disabled={full && !chosen.includes(id)}
            onChange={({ target }) =>
              onChange(target.checked ? [...chosen, id] : chosen.filter((one) => one !== id))
            }
          />
          <span>
            {eitherOf(title, language).words}{' '}
            <span className="muted">{dates.dayAndTime(Number(scheduledAtMs))}</span>
          </span>
        </label>
      ))}
    </fieldset>
  );
}

function hintOf(loading: boolean, count: number) {
  if (loading) return 'earlier.loading';
  return count === 0 ? 'earlier.none' : 'earlier.hint';
}

/** Those of the seats in this browser, and of the account, if there is one. */
async function loadSessions(signal: AbortSignal): Promise<Session[]> {
  const { account, seats } = await call(Convene.method.getMe, {}, { signal });
  const run = seats.filter(({ person }) => person && mayFacilitate(person.permission));
  const all = run.map(({ session }) => session);
  if (account) {
    const { sessions } = await call(Convene.method.listSessions, {}, { signal });
    all.push(...sessions.map(({ session }) => session));
  }
  return all.filter((session) => session !== undefined);
}

/** Ended ones, each once, newest first. */
export function earlierOf(all: readonly Session[], presentId: string): Session[] {
  const byId = new Map(all.map((session) => [session.id, session]));
  byId.delete(presentId);
  return [...byId.values()]
    .filter(({ state }) => state === SessionState.ENDED)
    .sort((a, b) => Number(b.scheduledAtMs - a.scheduledAtMs))
    .slice(0, SHOWN_MAX);
}
