// What is asked of everyone beside the agenda: a waterfall, and who has the floor.
import { TurnBar } from './hand/hand-later';
import { useTurn } from './hand/use-hands';
import { useWaterfall } from './waterfall/use-waterfall';
import { WaterfallPart } from './waterfall/waterfall-later';

export function TalkMiddle({ onPlenary }: { onPlenary: () => void }) {
  const waterfall = useWaterfall();
  const turn = useTurn();
  return (
    <>
      {turn && <TurnBar turn={turn} />}
      {waterfall && <WaterfallPart waterfall={waterfall} onPlenary={onPlenary} />}
    </>
  );
}
