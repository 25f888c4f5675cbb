// Who this browser is to the server: an account, seats taken with links and codes, or nobody.
import type { ReactNode } from 'react';
import { createContext, useContext } from 'react';
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
