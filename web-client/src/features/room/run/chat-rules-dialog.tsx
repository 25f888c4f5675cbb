// How the plenary and private lines are ruled. Everyone is told what changes for them.
import { useState } from 'react';
import type { MessageKey } from '../../../i18n/en';
import { useI18n } from '../../../i18n/i18n-provider';
import { PrivateLines } from '../../../protocol/convene/v1/chat_pb';
import type { Engine } from '../../../session/engine';
import { TextField } from '../../../ui/field';
import { Tick } from '../../../ui/tick';
import { AskedDialog } from '../asked-dialog';
import { setChatRules } from '../commands';
import { useRoomState } from '../room-context';
import { useAsked } from '../use-asked';
import './run.css';

const SLOW_S = [0, 5, 10, 30, 60];
const PRIVATE: readonly { value: PrivateLines; words: MessageKey }[] = [
  { value: PrivateLines.UNSPECIFIED, words: 'rules.private.all' },
  { value: PrivateLines.TO_FACILITATORS, words: 'rules.private.toFacilitators' },
  { value: PrivateLines.OFF, words: 'rules.private.off' },
];

export function ChatRulesDialog({ engine, onClose }: { engine: Engine; onClose: () => void }) {
  const { t } = useI18n();
  const rules = useRoomState(({ view }) => view?.chatRules);
  const [slowModeS, setSlowModeS] = useState(rules?.slowModeS ?? 0);
  const [locked, setLocked] = useState(rules?.locked ?? false);
  const [privateLines, setPrivateLines] = useState(rules?.privateLines ?? PrivateLines.UNSPECIFIED);
  const [digest, setDigest] = useState(String(rules?.digestAbovePerMinute || ''));
  const [wrong, setWrong] = useState(false);
  const asked = useAsked(engine, onClose);
  // Another client may have set a time that is none of ours.
  const choices = SLOW_S.includes(slowModeS) ? SLOW_S : [...SLOW_S, slowModeS];

  function handleSave() {
    const digestAbovePerMinute = linesOf(digest);
    setWrong(digestAbovePerMinute === undefined);
    if (digestAbovePerMinute === undefined) return;
    asked.ask(setChatRules({ slowModeS, locked, privateLines, digestAbovePerMinute }));
  }

  return (
    <AskedDialog
      title={t('rules.title')}
      asked={asked}
      confirm={t('rules.save')}
      onConfirm={handleSave}
      onClose={onClose}
    >
      <fieldset className="choices-column">
        <legend>{t('rules.slow')}</legend>
        <div className="choices-row">
          {choices.map((seconds) => (
            <label key={seconds} className="choice">
              <input
                type="radio"
                name="slow"
                checked={slowModeS === seconds}
                onChange={() => setSlowModeS(seconds)}
              />
              {seconds === 0 ? t('rules.slow.off') : t('rules.slow.seconds', { seconds })}
            </label>
          ))}
        </div>
      </fieldset>
      <Tick label={t('rules.locked')} on={locked} onChange={setLocked} />
      <fieldset className="choices-column">
        <legend>{t('rules.private')}</legend>
        {PRIVATE.map(({ value, words }) => (
          <label key={value} className="choice">
            <input
              type="radio"
              name="private"
              checked={privateLines === value}
              onChange={() => setPrivateLines(value)}
            />
            {t(words)}
          </label>
        ))}
      </fieldset>
      <TextField
        label={t('rules.digest')}
        error={wrong ? t('rules.digest.wrong') : undefined}
        free
        inputMode="numeric"
        value={digest}
        onChange={setDigest}
      />
      <p className="muted">{t('rules.note')}</p>
    </AskedDialog>
  );
}

/** Nothing is 0: as it is otherwise. Absent: it is no such number. */
function linesOf(typed: string): number | undefined {
  const digits = typed.trim().replace(/[.,\s]/g, '');
  if (digits === '') return 0;
  const lines = Number(digits);
  return Number.isInteger(lines) && lines >= 10 && lines <= 10_000 ? lines : undefined;
}
