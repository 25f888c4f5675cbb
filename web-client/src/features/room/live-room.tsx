// The room itself: where we are on top, then what runs it, then talk and people.
import { inLanguage } from '../../i18n/enum-words';
import { useI18n } from '../../i18n/i18n-provider';
import type { Engine } from '../../session/engine';
import { Announcer } from '../../ui/announcer';
import { useTitle } from '../../ui/page';
import { AwayNotice } from './away-notice';
import { CommandProblems } from './command-problems';
import { EndedNotice } from './ended-notice';
import { FacilitatorBar } from './facilitator-bar';
import { mayFacilitate, useMyPermission, useRoomState } from './room-context';
import { RoomHeader } from './room-header';
import { RoomPanels } from './room-panels';
import { useAnnouncements } from './use-announcements';

interface LiveRoomProps {
  engine: Engine;
  leaveTo: string;
  asTeam: boolean;
}

export function LiveRoom({ engine, leaveTo, asTeam }: LiveRoomProps) {
  const { language } = useI18n();
  const session = useRoomState(({ view }) => view?.session);
  const permission = useMyPermission();
  const { words, setting, setSetting } = useAnnouncements(engine);
  const title = inLanguage(session?.title, language);
  useTitle(title.words);

  return (
    <main id="content" className="room">
      <RoomHeader
        engine={engine}
        leaveTo={leaveTo}
        asTeam={asTeam}
        announcements={setting}
        onAnnouncements={setSetting}
      />
      {mayFacilitate(permission) && <FacilitatorBar engine={engine} />}
      <div className="room-notices">
        <EndedNotice />
        <AwayNotice engine={engine} />
        <CommandProblems engine={engine} />
      </div>
      <RoomPanels />
      <Announcer words={words} />
    </main>
  );
}
