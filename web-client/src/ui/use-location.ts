// The present path and query, as React sees them.
import { useSyncExternalStore } from 'react';
import { currentLocation, subscribeToLocation } from '../lib/navigation';

export function useLocation(): { path: string; query: URLSearchParams } {
  const location = useSyncExternalStore(subscribeToLocation, currentLocation);
  const [path = '/', search = ''] = location.split('?', 2);
  return { path, query: new URLSearchParams(search) };
}
