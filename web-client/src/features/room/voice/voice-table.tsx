// Groups of one kind: how much they write for how much they are here.
import type { ReactNode } from 'react';
import { JOB_WORDS } from '../../../i18n/enum-words';
import { useI18n } from '../../../i18n/i18n-provider';
import { decimal } from '../../../i18n/numbers';
import type { VoiceRow } from '../../../protocol/convene/v1/hand_pb';
import { VoiceGroupKind } from '../../../protocol/convene/v1/hand_pb';
import type { JobRole } from '../../../protocol/convene/v1/roster_pb';
import { VoiceBar } from './voice-bar';
import { proportionOf, ratioOf } from './voice-words';

interface VoiceTableProps {
  title: string;
  rows: readonly VoiceRow[];
}

export function VoiceTable({ title, rows }: VoiceTableProps) {
  const { t } = useI18n();
  return (
    <table className="voice-table">
      <caption>{title}</caption>
      <thead>
        <tr>
          <th scope="col">{t('voice.group')}</th>
          <th scope="col">{t('voice.share')}</th>
          <th scope="col">{t('voice.heard')}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.group} data-testid="voice-row">
            <th scope="row">
              <GroupName row={row} />
            </th>
            {row.suppressed ? (
              <td colSpan={2} className="muted">
                {t('voice.suppressed')}
              </td>
            ) : (
              <>
                <td>
                  <Share row={row} />
                </td>
                <td className="numbers">
                  {t('voice.heardFigure', { heard: row.peopleHeard, people: row.people })}
                </td>
              </>
            )}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function GroupName({ row: { kind, group } }: { row: VoiceRow }): ReactNode {
  const { t } = useI18n();
  if (kind === VoiceGroupKind.JOB_ROLE) return t(JOB_WORDS[group as JobRole] ?? 'job.unspecified');
  return group === 0 ? t('voice.noRegion') : t('voice.region', { number: group });
}

function Share({ row }: { row: VoiceRow }): ReactNode {
  const { t, language } = useI18n();
  const ratio = ratioOf(row);
  if (ratio === undefined) return t('voice.notHere');
  const figure = decimal(language, ratio, 1, 1);
  return (
    <>
      <span className="numbers">{t(`voice.${proportionOf(ratio)}`, { ratio: figure })}</span>
      <VoiceBar ratio={ratio} />
    </>
  );
}
