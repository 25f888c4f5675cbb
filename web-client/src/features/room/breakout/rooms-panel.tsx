// All rooms, for facilitators: what is planned, what is open, and how they stand.
import { useEffect, useId, useState } from 'react';
import { useI18n } from '../../../i18n/i18n-provider';
import type { Round } from '../../../protocol/convene/v1/breakout_pb';
import { RoundState } from '../../../protocol/convene/v1/breakout_pb';
import { isOpenRound } from '../../../session/rounds';
import { Button } from '../../../ui/button';
import { Notice } from '../../../ui/notice';
import { useWide } from '../../../ui/use-wide';
import { useRoom, useRoomState } from '../room-context';
import { isWriting } from './is-writing';
import { NO_DRAFT, usePlanDraft } from './plan/plan-draft';
import { Planning } from './plan/planning';
import { SeriesNotice } from './plan/series-notice';
import type { RoomsPanelProps } from './rooms-panel-later';
import { RoundList } from './round-list';
import { useKeptFocus } from './use-kept-focus';
import { Wall } from './wall/wall';
import './my-room.css';
import './rooms.css';

const NONE: readonly Round[] = [];
/** The server takes no more. */
const ROUNDS_MAX = 40;

export function RoomsPanel(props: RoomsPanelProps) {
  const { onLook, returnTo, planning, onPlanning, onClose } = props;
  const { t } = useI18n();
  const { engine } = useRoom();
  const wide = useWide();
  const rounds = useRoomState(({ view }) => view?.rounds ?? NONE);
  const drafts = usePlanDraft();
  const [said, setSaid] = useState('');
  const titleId = useId();
  const kept = useKeptFocus();
  const heading = kept.title;
  const open = rounds.find(isOpenRound);
  // What comes next stands before what is over.
  const planned = rounds.filter(({ state }) => state === RoundState.PLANNED);
  const closed = rounds.filter(({ state }) => state === RoundState.CLOSED).reverse();
  const { draft } = drafts;
  const making = planning ? draft : undefined;

  // Whoever has asked for the rooms, or for another part of them, goes on there.
  // biome-ignore lint/correctness/useExhaustiveDependencies: another part is another place.
  useEffect(() => {
    if (!returnTo && !isWriting()) heading.current?.focus();
  }, [planning]);

  if (!engine) return null;

  function handlePlan(round: Round | undefined) {
    drafts.begin(round);
    setSaid('');
    onPlanning(true);
  }

  function handleDone(words: string) {
    drafts.change(NO_DRAFT);
    setSaid(words);
    onPlanning(false);
  }

  return (
    <section
      ref={kept.frame}
      className="rooms"
      aria-labelledby={titleId}
      data-testid="rooms-panel"
      onFocus={kept.onFocus}
      onBlur={kept.onBlur}
    >
      <header className="rooms-head">
        <h2 ref={heading} id={titleId} tabIndex={-1}>
          {t(making ? (making.round.id ? 'plan.edit' : 'plan.new') : 'rounds.title')}
        </h2>
        {wide && (
          <Button kind="plain" size="small" onClick={onClose}>
            {t('rounds.close')}
          </Button>
        )}
      </header>
      {making ? (
        <Planning
          engine={engine}
          draft={making}
          onChange={drafts.change}
          onSaved={() => handleDone(t('plan.saved'))}
          onBegun={() => handleDone('')}
          onLeave={() => {
            drafts.leave(rounds);
            onPlanning(false);
          }}
        />
      ) : (
        <>
          <p role="status" className="rooms-said muted">
            {/* What was saved is no news any more once rooms are open. */}
            {!open && said}
          </p>
          <SeriesNotice engine={engine} onSeen={() => heading.current?.focus()} />
          {open && (
            <Wall
              engine={engine}
              round={open}
              onLook={onLook}
              returnTo={returnTo}
              onClose={onClose}
            />
          )}
          {draft && (
            <Notice
              tone="warning"
              actions={
                <div className="form-actions">
                  <Button size="small" onClick={() => onPlanning(true)}>
                    {t('plan.draft.go')}
                  </Button>
                  <Button kind="plain" size="small" onClick={() => drafts.change(NO_DRAFT)}>
                    {t('plan.draft.discard')}
                  </Button>
                </div>
              }
            >
              {t('plan.draft')}
            </Notice>
          )}
          <RoundList
            engine={engine}
            rounds={[...planned, ...closed]}
            blocked={open !== undefined}
            onPlan={handlePlan}
          />
          {rounds.length < ROUNDS_MAX ? (
            <Button
              kind={open || planned.length > 0 ? 'quiet' : 'primary'}
              onClick={() => handlePlan(undefined)}
            >
              {t('rounds.new')}
            </Button>
          ) : (
            <p className="muted">{t('rounds.full')}</p>
          )}
        </>
      )}
    </section>
  );
}
