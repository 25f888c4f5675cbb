// Whether slides are put away on a phone, where they leave the talk little room. By device.
import { useState } from 'react';
import { localStore } from '../../../lib/storage';

const KEY = 'convene.stage';
const FOLDED = 'folded';

export interface Fold {
  folded: boolean;
  toggle: () => void;
}

export function useFolded(): Fold {
  const [folded, setFolded] = useState(() => localStore.read(KEY) === FOLDED);
  return {
    folded,
    toggle() {
      if (folded) localStore.remove(KEY);
      else localStore.write(KEY, FOLDED);
      setFolded(!folded);
    },
  };
}
