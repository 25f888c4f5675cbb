// What people wrote in their own words, the newest last; with names where the poll tells them.
import { useI18n } from '../../../../i18n/i18n-provider';
import type { TextAnswer } from '../../../../protocol/convene/v1/poll_pb';
import { Button } from '../../../../ui/button';
import { useDrawn } from '../../use-drawn';
import { usePersonName } from '../../use-person-name';

interface TextListProps {
  texts: readonly TextAnswer[];
  label: string;
  onTakeOut: ((text: string) => void) | undefined;
}

export function TextList({ texts, label, onTakeOut }: TextListProps) {
  const { t } = useI18n();
  const nameOf = usePersonName();
  const drawn = useDrawn(texts.length);
  return (
    <ul className="poll-texts" aria-label={label}>
      {texts.slice(0, drawn).map(({ text, personId }, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: several people may write the same.
        <li key={at}>
          <p className="poll-text">{text}</p>
          {personId !== '' && <p className="muted">{nameOf(personId)}</p>}
          {onTakeOut && (
            <Button
              kind="plain"
              size="small"
              aria-label={t('tally.takeOutOf', { text })}
              onClick={() => onTakeOut(text)}
            >
              {t('tally.takeOut')}
            </Button>
          )}
        </li>
      ))}
    </ul>
  );
}
