// What a group is called: a job, a region, a room.
import { useCallback } from 'react';
import type { MessageKey } from '../../../../i18n/en';
import { JOB_WORDS } from '../../../../i18n/enum-words';
import { useI18n } from '../../../../i18n/i18n-provider';
import type { GroupRow, Run } from '../../../../protocol/convene/v1/poll_pb';
import { GroupKind } from '../../../../protocol/convene/v1/poll_pb';
import type { JobRole } from '../../../../protocol/convene/v1/roster_pb';
import { roomIn } from '../../../../session/rounds';
import { useRoomName } from '../../breakout/use-rooms';
import { useRoomState } from '../../room-context';

export const GROUP_TITLES: Partial<Record<GroupKind, MessageKey>> = {
  [GroupKind.JOB_ROLE]: 'tally.byRole',
  [GroupKind.REGION]: 'tally.byRegion',
  [GroupKind.ROOM]: 'tally.byRoom',
};

export const GROUP_KINDS = [GroupKind.JOB_ROLE, GroupKind.REGION, GroupKind.ROOM];

export function useGroupName(run: Run): (row: Pick<GroupRow, 'kind' | 'group'>) => string {
  const { t } = useI18n();
  const view = useRoomState(({ view: shown }) => shown);
  const nameOf = useRoomName();
  const roundId = run.place?.roundId ?? '';
  return useCallback(
    ({ kind, group }) => {
      if (kind === GroupKind.JOB_ROLE) {
        const job = JOB_WORDS[group as JobRole];
        return job ? t(job) : t('job.unspecified');
      }
      if (kind === GroupKind.REGION) {
        return group === 0 ? t('tally.noRegion') : t('tally.region', { number: group });
      }
      const room = view && roomIn(view, roundId, group);
      return nameOf(room ?? { number: group });
    },
    [t, view, roundId, nameOf],
  );
}
