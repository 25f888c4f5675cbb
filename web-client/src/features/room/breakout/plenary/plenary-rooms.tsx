// What rooms are to the plenary: whose turn it is to report, and what they brought back.
import type { Reports, RoundResults } from '../../../../protocol/convene/v1/breakout_pb';
import { ReportsBar } from './reports-bar';
import { ResultsLine } from './results-line';
import '../my-room.css';
import './plenary.css';

export interface PlenaryRoomsProps {
  reports: Reports | undefined;
  /** Of the round that has closed last. */
  last: RoundResults | undefined;
}

export function PlenaryRooms({ reports, last }: PlenaryRoomsProps) {
  return (
    <>
      {reports && <ReportsBar reports={reports} />}
      {last && <ResultsLine last={last} />}
    </>
  );
}
