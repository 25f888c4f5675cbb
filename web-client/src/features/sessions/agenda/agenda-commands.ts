// What the editor of an agenda asks for, one function for each command.
import { create } from '@bufbuild/protobuf';
import type { AgendaItem } from '../../../protocol/convene/v1/agenda_pb';
import {
  MoveAgendaItemSchema,
  PutAgendaItemSchema,
  RemoveAgendaItemSchema,
} from '../../../protocol/convene/v1/agenda_pb';
import type { CommandBody } from '../../../session/conversations';

/** `afterId` counts for new steps alone. */
export function putItem(item: AgendaItem, afterId: string): CommandBody {
  return { case: 'putAgendaItem', value: create(PutAgendaItemSchema, { item, afterId }) };
}

export function removeItem(itemId: string): CommandBody {
  return { case: 'removeAgendaItem', value: create(RemoveAgendaItemSchema, { itemId }) };
}

/** One place up or down. Undefined: there is none. */
export function moveItem(
  items: readonly AgendaItem[],
  itemId: string,
  by: -1 | 1,
): CommandBody | undefined {
  const index = items.findIndex(({ id }) => id === itemId);
  const target = index + by;
  if (index === -1 || target < 0 || target >= items.length) return undefined;
  // Up: behind the one before the one before, or to the front. Down: behind the next.
  const afterId = (by === -1 ? items[index - 2] : items[index + 1])?.id ?? '';
  return { case: 'moveAgendaItem', value: create(MoveAgendaItemSchema, { itemId, afterId }) };
}
