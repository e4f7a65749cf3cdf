import { createContext, useCallback, useContext, useEffect, useState } from 'react';
import { toAssistantError, type AssistantError } from '../base/errors.ts';
import type { GatewayState } from '../protocol/gateway-state.ts';
import { usePage } from './page-context.ts';

export interface WatchedState {
  /** `null` until the gateway has told it; what it said last while it does not answer. */
  readonly state: GatewayState | null;
  /** Why it was not told the last time. */
  readonly error: AssistantError | null;
  /** Counts how often the store of records came back: what was read of it before, or could not be, is read again. */
  readonly returns: number;
  readonly look: () => void;
}

const lookEveryMs = 5_000;

export const isGone = (state: GatewayState | null, name: GatewayState['parts'][number]['name']): boolean =>
  state?.parts.some((part) => part.name === name && part.since !== null) ?? false;

/** How the gateway does, asked again and again while the page is seen. */
export function useWatchedState(): WatchedState {
  const { gateway } = usePage();
  const [watched, setWatched] = useState<Omit<WatchedState, 'look'>>({ state: null, error: null, returns: 0 });
  const look = useCallback(() => {
    gateway.state().then(
      (state) =>
        setWatched((before) => {
          const isBack = isGone(before.state, 'records') && !isGone(state, 'records');
          return { state, error: null, returns: before.returns + (isBack ? 1 : 0) };
        }),
      (reason: unknown) => setWatched((before) => ({ ...before, error: toAssistantError(reason) })),
    );
  }, [gateway]);
  useEffect(() => {
    look();
    const lookIfSeen = (): void => {
      if (document.visibilityState === 'visible') look();
    };
    const timer = setInterval(lookIfSeen, lookEveryMs);
    document.addEventListener('visibilitychange', lookIfSeen);
    return () => {
      clearInterval(timer);
      document.removeEventListener('visibilitychange', lookIfSeen);
    };
  }, [look]);
  return { ...watched, look };
}

export const StateContext = createContext<WatchedState | null>(null);

export function useGatewayState(): WatchedState {
  const watched = useContext(StateContext);
  if (!watched) throw new Error('The component stands outside the part of the page that watches the gateway.');
  return watched;
}
