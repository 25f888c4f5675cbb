// The replay of a session: a player below, and the room as it was above.
import type { ReactNode } from 'react';
import { useCallback, useMemo } from 'react';
import type { ApiError } from '../../api/api-error';
import { call } from '../../api/call';
import { useLoad } from '../../api/use-load';
import { inLanguage } from '../../i18n/enum-words';
import { useI18n } from '../../i18n/i18n-provider';
import type { Readable } from '../../lib/store';
import { ErrorCode } from '../../protocol/convene/v1/error_pb';
import type { Replay } from '../../protocol/convene/v1/in_session_pb';
import { InSession } from '../../protocol/convene/v1/in_session_pb';
import type { SessionStore } from '../../session/session-store';
import { LanguageSwitch } from '../../ui/language-switch';
import { Link } from '../../ui/link';
import { FailedNotice, Loaded } from '../../ui/loaded';
import { Page, useTitle } from '../../ui/page';
import { PlayerBar } from './player-bar';
import type { ReplayState } from './replay-player';
import { usePlayer } from './use-player';

interface ReplayScreenProps {
  sessionId: string;
  /** Draws the room from a store and the session's own time; the same as in the live session. */
  renderRoom: (store: SessionStore, clock: Readable<number>) => ReactNode;
}

export function ReplayScreen({ sessionId, renderRoom }: ReplayScreenProps) {
  const { t } = useI18n();
  const load = useLoad(
    useCallback(
      (signal: AbortSignal) =>
        call(InSession.method.getReplay, {}, { params: { session_id: sessionId }, signal }),
      [sessionId],
    ),
  );
  return (
    <Loaded
      load={load}
      title={t('replay.title')}
      failed={(error) => <NoReplay error={error} onRetry={load.reload} />}
    >
      {(replay) => <Watching sessionId={sessionId} replay={replay} renderRoom={renderRoom} />}
    </Loaded>
  );
}

function NoReplay({ error, onRetry }: { error: ApiError; onRetry: () => void }) {
  const { t } = useI18n();
  const closed = error.code === ErrorCode.REPLAY_NOT_OPEN;
  return (
    <>
      <div className="corner">
        <LanguageSwitch />
      </div>
      <Page title={t(closed ? 'replay.notOpen.title' : 'replay.title')}>
        {closed ? <p>{t('replay.notOpen.body')}</p> : <FailedNotice error={error} />}
        <div className="form-actions">
          <button type="button" className="button button-quiet" onClick={onRetry}>
            {t('tryAgain')}
          </button>
          <Link to="/" className="button button-plain">
            {t('back.home')}
          </Link>
        </div>
      </Page>
    </>
  );
}

interface WatchingProps extends ReplayScreenProps {
  replay: Replay;
}

function Watching({ sessionId, replay, renderRoom }: WatchingProps) {
  const { t, language, dates } = useI18n();
  const player = usePlayer(sessionId, replay);
  const title = inLanguage(replay.session?.title, language);
  useTitle(`${t('replay.title')}: ${title.words}`);
  const startedAtMs = Number(replay.session?.startedAtMs ?? 0);
  const clock = useMemo(
    () => player && sessionTime(player.store, startedAtMs),
    [player, startedAtMs],
  );

  return (
    <main id="content" className="room">
      <div className="replay-watched">
        <header className="room-head">
          <div className="room-what">
            <h1 lang={title.lang}>{title.words}</h1>
            <p className="room-state">
              <strong>{t('replay.title')}</strong>
              {startedAtMs > 0 && ` · ${dates.dayAndTime(startedAtMs)}`}
            </p>
          </div>
          <p className="replay-word" aria-hidden="true">
            {t('replay.title')}
          </p>
          <div className="room-tools">
            <Link to="/" className="button button-quiet button-small">
              {t('close')}
            </Link>
            <LanguageSwitch />
          </div>
        </header>
        {player && clock && renderRoom(player.store, clock)}
      </div>
      {player && <PlayerBar player={player} chapters={replay.chapters} />}
    </main>
  );
}

/** What the clocks said where the replay is, by the second. */
function sessionTime(store: Readable<ReplayState>, startedAtMs: number): Readable<number> {
  return {
    get: () => Math.floor((startedAtMs + store.get().positionMs) / 1000) * 1000,
    subscribe: store.subscribe,
  };
}
