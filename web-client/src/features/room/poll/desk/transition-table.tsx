// From each answer of the first run to each of the second: the more people, the warmer the cell.
import { useI18n } from '../../../../i18n/i18n-provider';
import type { PollItem, Transition } from '../../../../protocol/convene/v1/poll_pb';
import { useWords } from '../use-words';

interface TransitionTableProps {
  item: PollItem;
  transition: Transition;
}

const HEATS = 4;

export function TransitionTable({ item, transition }: TransitionTableProps) {
  const { t } = useI18n();
  const labels = [...useLabels(item), t('answer.abstained')];
  const { rows, people } = transition;
  const max = Math.max(1, ...rows.flatMap(({ to }) => to));
  const suppressed = rows.some((row) => row.suppressed.some(Boolean));
  return (
    <>
      <p>{t('moves.people', { count: people })}</p>
      <div className="poll-table-frame">
        <table className="poll-table poll-heat">
          <caption>{t('moves.caption')}</caption>
          <thead>
            <tr>
              <th scope="col">{t('moves.fromTo')}</th>
              {labels.map((label, at) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: two options may say the same.
                <th key={at} scope="col">
                  {label}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map((row, from) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: rows are known by their place.
              <tr key={from}>
                <th scope="row">{labels[from] ?? ''}</th>
                {labels.map((_, to) => {
                  const count = row.to[to] ?? 0;
                  const hidden = row.suppressed[to] === true;
                  const heat = hidden ? 0 : Math.ceil((count / max) * HEATS);
                  return (
                    // biome-ignore lint/suspicious/noArrayIndexKey: columns are known by their place.
                    <td key={to} className={`numbers poll-heat-${heat}`}>
                      {hidden ? '*' : count}
                      {from === to && count > 0 && (
                        <span className="visually-hidden"> {t('moves.same')}</span>
                      )}
                    </td>
                  );
                })}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {suppressed && <p className="muted">{t('moves.suppressed')}</p>}
    </>
  );
}

function useLabels({ kind }: PollItem): string[] {
  const wordsOf = useWords();
  if (kind.case === 'choice') return kind.value.options.map(wordsOf);
  if (kind.case !== 'scale') return [];
  return Array.from({ length: kind.value.points }, (_, at) => String(at + 1));
}
