// Templates of boards that were saved to be used again.
import { useCallback } from 'react';
import { call } from '../../../../api/call';
import { useLoad } from '../../../../api/use-load';
import type { BoardTemplate } from '../../../../protocol/convene/v1/board_pb';
import { InSession } from '../../../../protocol/convene/v1/in_session_pb';

export function useSavedTemplates() {
  return useLoad(
    useCallback(
      (signal: AbortSignal) => call(InSession.method.listBoardTemplates, {}, { signal }),
      [],
    ),
  );
}

export async function saveTemplate(template: BoardTemplate): Promise<void> {
  await call(InSession.method.saveBoardTemplate, template);
}

export async function removeTemplate(id: string): Promise<void> {
  await call(InSession.method.removeBoardTemplate, {}, { params: { template_id: id } });
}
