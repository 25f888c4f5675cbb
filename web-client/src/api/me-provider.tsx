// Who this browser is to the server: an account, seats taken with links and codes, or nobody.
import type { ReactNode } from 'react';
import { createContext, useContext, useEffect, useRef } from 'react';
import type { Whoami } from '../protocol/convene/v1/api_pb';
import { Convene } from '../protocol/convene/v1/api_pb';
import { call } from './call';
import type { Load } from './use-load';
import { useLoad } from './use-load';

const MeContext = createContext<Load<Whoami> | undefined>(undefined);

const loadMe = (signal: AbortSignal) => call(Convene.method.getMe, {}, { signal });

export function MeProvider({ children }: { children: ReactNode }) {
  return <MeContext value={useLoad(loadMe)}>{children}</MeContext>;
}

export function useMe(): Load<Whoami> {
  const value = useContext(MeContext);
  if (!value) throw new Error('useMe needs a MeProvider above it');
  return value;
}

/** The same, asked again in the background: seats were taken and sessions ended meanwhile. */
export function useFreshMe(): Load<Whoami> {
  const me = useMe();
  const first = useRef(me);
  useEffect(() => {
    const { state, replace } = first.current;
    // On the first screen it is on its way anyhow.
    if (state.kind === 'loading') return;
    const abort = new AbortController();
    loadMe(abort.signal).then(
      (value) => !abort.signal.aborted && replace(value),
      // What was known stays.
      () => undefined,
    );
    return () => abort.abort();
  }, []);
  return me;
}
