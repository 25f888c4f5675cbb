// Who works on a board, besides facilitators.
import type { MessageKey } from '../../../../i18n/en';
import { useI18n } from '../../../../i18n/i18n-provider';
import { BoardMode } from '../../../../protocol/convene/v1/board_pb';
import { SelectField } from '../../../../ui/field';

interface ModeFieldProps {
  label: string;
  value: BoardMode;
  onChange: (mode: BoardMode) => void;
}

const MODES: readonly { mode: BoardMode; words: MessageKey }[] = [
  { mode: BoardMode.OPEN, words: 'boardDesk.mode.open' },
  { mode: BoardMode.COMMENTS, words: 'boardDesk.mode.comments' },
  { mode: BoardMode.FACILITATORS, words: 'boardDesk.mode.facilitators' },
  { mode: BoardMode.FROZEN, words: 'boardDesk.mode.frozen' },
];

export function ModeField({ label, value, onChange }: ModeFieldProps) {
  const { t } = useI18n();
  return (
    <SelectField
      label={label}
      free
      value={String(value)}
      onChange={(mode) => onChange(Number(mode) as BoardMode)}
    >
      {MODES.map(({ mode, words }) => (
        <option key={mode} value={mode}>
          {t(words)}
        </option>
      ))}
    </SelectField>
  );
}
