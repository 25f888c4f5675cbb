// All polls of a session: what runs and what came of it for everyone, the desk for facilitators.
import { useEffect, useRef } from 'react';
import { withWords } from '../../../i18n/catalogues';
import { useI18n } from '../../../i18n/i18n-provider';
import type { Engine } from '../../../session/engine';
import { later } from '../../../ui/later';
import { useFacilitating, useRoom } from '../room-context';
import type { PollsPanelProps } from './polls-later';
import { RunRow } from './result/run-row';
import { useRuns } from './use-polls';
import './poll.css';

const Desk = later<{ engine: Engine }>(() =>
  withWords(['pollDesk'], async () => (await import('./desk/desk')).Desk),
);

export function PollsPanel({ wanted }: PollsPanelProps) {
  const { t } = useI18n();
  const { engine } = useRoom();
  const runs = useFacilitating();
  const all = useRuns();
  const newest = [...all].reverse();
  const frame = useRef<HTMLElement>(null);

  // Whoever has asked for one run goes on there.
  useEffect(() => {
    if (!wanted) return;
    const row = frame.current?.querySelector<HTMLElement>(`[data-run-row="${wanted.runId}"]`);
    row?.focus();
  }, [wanted]);

  return (
    <div className="people">
      <header className="people-head">
        <h2 id="polls-title">{t('polls.title')}</h2>
      </header>
      <section
        ref={frame}
        className="people-scroll polls-panel"
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must scroll by keyboard.
        tabIndex={0}
        aria-labelledby="polls-title"
      >
        {runs && engine && <Desk engine={engine} />}
        {newest.length > 0 && <h3>{t('polls.runs')}</h3>}
        {newest.length === 0 && <p className="muted">{t('polls.none')}</p>}
        <ul className="poll-runs">
          {newest.map((run) => (
            <RunRow key={run.id} run={run} wanted={wanted?.runId === run.id ? wanted : undefined} />
          ))}
        </ul>
      </section>
    </div>
  );
}
