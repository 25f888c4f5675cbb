// Does the person's system ask for dark screens?
import { useSyncExternalStore } from 'react';

const QUERY = '(prefers-color-scheme: dark)';

function subscribe(listener: () => void): () => void {
  const media = window.matchMedia(QUERY);
  // addListener: Safari and Chrome of 2019 know nothing else on a MediaQueryList.
  media.addListener(listener);
  return () => media.removeListener(listener);
}

export function useDark(): boolean {
  return useSyncExternalStore(subscribe, () => window.matchMedia(QUERY).matches);
}
