// Is a command of this kind on its way?
import type { CommandBody } from '../../session/conversations';
import { isOpen } from '../../session/outbox';
import { useRoomState } from './room-context';

export function useAsking(kind: CommandBody['case']): boolean {
  return useRoomState(({ pending }) =>
    pending.some((item) => item.body.case === kind && isOpen(item)),
  );
}
