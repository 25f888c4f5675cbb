// Is there room for two columns?
import { useSyncExternalStore } from 'react';

const QUERY = '(min-width: 52rem)';

function subscribe(listener: () => void): () => void {
  const media = window.matchMedia(QUERY);
  // addListener: Safari and Chrome of 2019 know nothing else on a MediaQueryList.
  media.addListener(listener);
  return () => media.removeListener(listener);
}

export function useWide(): boolean {
  return useSyncExternalStore(subscribe, () => window.matchMedia(QUERY).matches);
}
