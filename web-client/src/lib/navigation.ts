// Where the browser is, as a store: the whole of our router's state.

type Listener = () => void;

const listeners = new Set<Listener>();

function notify(): void {
  for (const listener of listeners) listener();
}

export function subscribeToLocation(listener: Listener): () => void {
  if (listeners.size === 0) window.addEventListener('popstate', notify);
  listeners.add(listener);
  return () => {
    listeners.delete(listener);
    if (listeners.size === 0) window.removeEventListener('popstate', notify);
  };
}

/** Path and query as one string, so that React can compare it. */
export function currentLocation(): string {
  return window.location.pathname + window.location.search;
}

export function navigate(to: string, how: 'push' | 'replace' = 'push'): void {
  if (how === 'push') window.history.pushState(null, '', to);
  else window.history.replaceState(null, '', to);
  notify();
}

/** A path that came in a query: only ever one of our own pages. */
export function ownPath(path: string | null, otherwise: string): string {
  return path?.startsWith('/') && !path.startsWith('//') && !path.includes('\\') ? path : otherwise;
}
