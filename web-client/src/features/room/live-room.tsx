// The room itself: where we are on top, then what runs it, then what happens and who is here.
import { useState } from 'react';
import { inLanguage } from '../../i18n/enum-words';
import { useI18n } from '../../i18n/i18n-provider';
import type { Engine } from '../../session/engine';
import { Announcer } from '../../ui/announcer';
import { later } from '../../ui/later';
import { useTitle } from '../../ui/page';
import { AwayNotice } from './away-notice';
import { useRoomsTool } from './breakout/rooms-tool';
import { useMyPlace, useRoomName } from './breakout/use-rooms';
import { CommandProblems } from './command-problems';
import { EndedNotice } from './ended-notice';
import { EndingNotice } from './ending-notice';
import { PresenceCheckNotice } from './presence-check';
import { useFacilitating, useRoomState } from './room-context';
import { RoomHeader } from './room-header';
import { RoomPanels } from './room-panels';
import type { Side } from './side-part';
import { useAnnouncements } from './use-announcements';

const FacilitatorBar = later(async () => (await import('./run/facilitator-bar')).FacilitatorBar);
const RoomsNotices = later(async () => (await import('./breakout/rooms-notices')).RoomsNotices, {
  quiet: true,
});

interface LiveRoomProps {
  engine: Engine;
  leaveTo: string;
  asTeam: boolean;
}

export function LiveRoom({ engine, leaveTo, asTeam }: LiveRoomProps) {
  const { language } = useI18n();
  const session = useRoomState(({ view }) => view?.session);
  const runs = useFacilitating();
  const { words, setting, setSetting } = useAnnouncements(engine);
  const title = inLanguage(session?.title, language);
  const tool = useRoomsTool();
  const [wantedSide, setWantedSide] = useState<{ side: Side }>();
  const place = useMyPlace();
  const nameOf = useRoomName();
  useTitle(place ? `${nameOf(place.room)} · ${title.words}` : title.words);

  return (
    <main id="content" className="room">
      <RoomHeader
        engine={engine}
        leaveTo={leaveTo}
        asTeam={asTeam}
        announcements={setting}
        onAnnouncements={setSetting}
      />
      {runs && (
        <FacilitatorBar engine={engine} tool={tool} onSide={(side) => setWantedSide({ side })} />
      )}
      <div className="room-notices">
        <EndedNotice />
        <EndingNotice />
        <PresenceCheckNotice />
        <RoomsNotices engine={engine} />
        <AwayNotice engine={engine} />
        <CommandProblems engine={engine} />
      </div>
      <RoomPanels tool={tool} wantedSide={wantedSide} />
      <Announcer words={words} />
    </main>
  );
}
