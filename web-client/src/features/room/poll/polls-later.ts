// The parts of polls that come when the first poll does, with their words.
import { createContext, useContext } from 'react';
import { withWords } from '../../../i18n/catalogues';
import { later } from '../../../ui/later';
import type { PollStage } from './use-poll-stage';

export interface PollsPanelProps {
  /** The run that somebody wants to see. */
  wanted: { runId: string } | undefined;
}

export const PollStagePart = later<{ stage: PollStage }>(() =>
  withWords(['poll'], async () => (await import('./poll-stage')).PollStagePart),
);

export const PollsPanel = later<PollsPanelProps>(() =>
  withWords(['poll'], async () => (await import('./polls-panel')).PollsPanel),
);

export const SpotlitRun = later<{ runId: string }>(
  () => withWords(['poll'], async () => (await import('./result/spotlit-run')).SpotlitRun),
  { quiet: true },
);

/** Leads from wherever a run is named to what is known of it. */
export const ToRun = createContext<((runId: string) => void) | undefined>(undefined);

export function useToRun(): ((runId: string) => void) | undefined {
  return useContext(ToRun);
}
