// How people have reacted to a line: counts in words, and mine as buttons that stay pressed.
import { useI18n } from '../../../i18n/i18n-provider';
import type { Reaction, ReactionCount } from '../../../protocol/convene/v1/chat_pb';
import type { Mask } from './reactions';
import { shownReactions } from './reactions';

interface LineReactionsProps {
  counts: readonly ReactionCount[];
  mask: Mask;
  wanted: Mask;
  reachable: boolean;
  /** Absent where one may only look. */
  onReact: ((reaction: Reaction, on: boolean) => void) | undefined;
}

export function LineReactions({ counts, mask, wanted, reachable, onReact }: LineReactionsProps) {
  const { t } = useI18n();
  if (counts.length === 0 && wanted === 0) return null;
  const shown = shownReactions(counts, mask, wanted);
  if (shown.length === 0) return null;
  return (
    <ul className="reactions" aria-label={t('line.reactions')}>
      {shown.map(({ reaction, sign, words, count, mine }) => (
        <li key={reaction}>
          {onReact ? (
            <button
              type="button"
              className="reaction"
              aria-pressed={mine}
              aria-label={t('reaction.count', { reaction: t(words), count })}
              title={t(words)}
              tabIndex={reachable ? 0 : -1}
              onClick={() => onReact(reaction, !mine)}
            >
              <span aria-hidden="true">
                {sign} {count}
              </span>
            </button>
          ) : (
            <span className="reaction">
              <span aria-hidden="true">
                {sign} {count}
              </span>
              <span className="visually-hidden">
                {t('reaction.count', { reaction: t(words), count })}
              </span>
            </span>
          )}
        </li>
      ))}
    </ul>
  );
}
