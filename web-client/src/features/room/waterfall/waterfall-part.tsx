// A waterfall in the middle of the room: the prompt, one's own answer, and the gate for facilitators.
import { useI18n } from '../../../i18n/i18n-provider';
import { Consent } from '../../../protocol/convene/v1/session_pb';
import type { Waterfall } from '../../../protocol/convene/v1/waterfall_pb';
import { WaterfallState } from '../../../protocol/convene/v1/waterfall_pb';
import { eitherOf } from '../breakout/room-words';
import { LineText } from '../chat/line-text';
import { useFacilitating, useRoom, useRoomState } from '../room-context';
import { WaterfallForm } from './waterfall-form';
import { WaterfallGate } from './waterfall-gate';
import { WaterfallOver } from './waterfall-over';
import './waterfall.css';

interface WaterfallPartProps {
  waterfall: Waterfall;
  onPlenary: () => void;
}

export function WaterfallPart({ waterfall, onPlenary }: WaterfallPartProps) {
  const { t, language } = useI18n();
  const { engine } = useRoom();
  const runs = useFacilitating();
  const agreed = useRoomState(({ view }) => view?.me?.consent === Consent.GIVEN);
  const { id, state } = waterfall;
  if (state !== WaterfallState.WRITING) {
    return <WaterfallOver key={id} waterfall={waterfall} onPlenary={onPlenary} />;
  }
  const prompt = eitherOf(waterfall.prompt, language);
  return (
    <section className="fall" aria-label={t('fall.label')} data-testid="waterfall">
      <p className="muted">{t('fall.lead')}</p>
      {prompt.words !== '' && (
        <h2 className="fall-prompt" lang={prompt.lang}>
          <LineText text={prompt.words} />
        </h2>
      )}
      {runs && engine && <WaterfallGate engine={engine} waterfallId={id} />}
      {engine && agreed && <WaterfallForm key={id} engine={engine} waterfallId={id} />}
      {engine && !agreed && <p className="muted">{t('fall.watching')}</p>}
    </section>
  );
}
