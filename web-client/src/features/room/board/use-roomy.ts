// Is there room for columns side by side? Else a list is easier.
import { useSyncExternalStore } from 'react';

const QUERY = '(min-width: 40rem)';

function subscribe(listener: () => void): () => void {
  const media = window.matchMedia(QUERY);
  // addListener: Safari and Chrome of 2019 know nothing else on a MediaQueryList.
  media.addListener(listener);
  return () => media.removeListener(listener);
}

export function useRoomy(): boolean {
  return useSyncExternalStore(subscribe, () => window.matchMedia(QUERY).matches);
}
