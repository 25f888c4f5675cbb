// How many have answered: of everyone, and of each group.
import { useI18n } from '../../../../i18n/i18n-provider';
import type { Run, RunResults } from '../../../../protocol/convene/v1/poll_pb';
import { GROUP_KINDS, GROUP_TITLES, useGroupName } from '../result/group-words';

export function RatePart({ run, results }: { run: Run; results: RunResults }) {
  const { t } = useI18n();
  const nameOf = useGroupName(run);
  const { answered, eligible, groups } = results;
  const kinds = GROUP_KINDS.filter((kind) => groups.some((row) => row.kind === kind));
  return (
    <>
      <p className="poll-rate numbers" data-testid="rate">
        {t('tally.rate', { some: answered, count: eligible })}
      </p>
      <progress
        className="poll-progress"
        max={Math.max(1, eligible)}
        value={answered}
        aria-hidden
      />
      {kinds.length > 0 && (
        <details className="poll-more">
          <summary>{t('pollDesk.byGroup')}</summary>
          {kinds.map((kind) => (
            <table key={kind} className="poll-table">
              <caption>{t(GROUP_TITLES[kind] ?? 'tally.group')}</caption>
              <thead>
                <tr>
                  <th scope="col">{t('tally.group')}</th>
                  <th scope="col">{t('pollDesk.answered')}</th>
                </tr>
              </thead>
              <tbody>
                {groups
                  .filter((row) => row.kind === kind)
                  .map((row) => (
                    <tr key={row.group}>
                      <th scope="row">{nameOf(row)}</th>
                      <td className="numbers">
                        {row.suppressed
                          ? t('tally.suppressed')
                          : t('tally.of', { some: row.answered, count: row.eligible })}
                      </td>
                    </tr>
                  ))}
              </tbody>
            </table>
          ))}
        </details>
      )}
    </>
  );
}
