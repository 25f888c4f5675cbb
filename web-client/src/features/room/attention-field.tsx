// What I say about taking part; the others read it beside my name.
import type { MessageKey } from '../../i18n/en';
import { useI18n } from '../../i18n/i18n-provider';
import { Attention } from '../../protocol/convene/v1/roster_pb';
import type { Engine } from '../../session/engine';
import { isOpen } from '../../session/outbox';
import { setAttention } from './commands';
import { useMyId, useRoomState } from './room-context';

const CHOICES: readonly { value: Attention; words: MessageKey }[] = [
  { value: Attention.UNSPECIFIED, words: 'attention.taking' },
  { value: Attention.LISTENING, words: 'attention.listening' },
  { value: Attention.AWAY, words: 'attention.away' },
];

export function AttentionField({ engine }: { engine: Engine }) {
  const { t } = useI18n();
  const meId = useMyId();
  const told = useRoomState(
    ({ view }) => view?.people.find(({ id }) => id === meId)?.attention ?? Attention.UNSPECIFIED,
  );
  // The last one that I have asked for, until it is so.
  const asked = useRoomState(({ pending }) => {
    let last: Attention | undefined;
    for (const item of pending) {
      if (item.body.case === 'setAttention' && isOpen(item)) last = item.body.value.attention;
    }
    return last;
  });
  const present = asked ?? told;
  return (
    <fieldset className="choices-column">
      <legend>{t('attention.title')}</legend>
      {CHOICES.map(({ value, words }) => (
        <label key={value} className="choice">
          <input
            type="radio"
            name="attention"
            checked={present === value}
            onChange={() => engine.send(setAttention(value))}
          />
          {t(words)}
        </label>
      ))}
      <p className="field-hint">{t('attention.sees')}</p>
    </fieldset>
  );
}
