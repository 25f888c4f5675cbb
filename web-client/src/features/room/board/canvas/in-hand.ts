// What somebody has in hand on the canvas at this moment: it is theirs until they let go.
import type { SceneElement } from './scene';

interface WithId {
  id: string;
}

/** Of the canvas library's state, what we look at. */
export interface CanvasState {
  cursorButton: 'up' | 'down';
  selectedElementIds: Readonly<Record<string, boolean>>;
  editingTextElement: (WithId & Pick<SceneElement, 'containerId'>) | null;
  newElement: WithId | null;
  multiElement: WithId | null;
  resizingElement: WithId | null;
  editingLinearElement: { elementId: string } | null;
  isResizing: boolean;
  isRotating: boolean;
  selectedElementsAreBeingDragged: boolean;
}

/** Something is being drawn, moved or made larger: it is asked for when it is let go. */
export function isGesture(state: CanvasState): boolean {
  return (
    state.cursorButton === 'down' ||
    state.isResizing ||
    state.isRotating ||
    state.selectedElementsAreBeingDragged
  );
}

/** Scene ids of what is not finished yet, even while no button is down. */
export function unfinished(state: CanvasState): Set<string> {
  const { editingTextElement, newElement, multiElement, resizingElement } = state;
  const ids = new Set<string>();
  for (const one of [editingTextElement, newElement, multiElement, resizingElement]) {
    if (one) ids.add(one.id);
  }
  if (editingTextElement?.containerId) ids.add(editingTextElement.containerId);
  if (state.editingLinearElement) ids.add(state.editingLinearElement.elementId);
  return ids;
}
