const tickMs = 5_000;
/** A page that is out of sight runs once a minute; that nothing ran for longer is no throttling, but sleep. */
const sleptMs = 150_000;
/** How long after waking a connection has to show that it is still there. */
const graceMs = 15_000;

/** A connection that is watched while an answer is awaited from it. */
export interface WatchedConnection {
  /** Fires with the one it was made of, and when the connection was lost in the computer's sleep. */
  readonly signal: AbortSignal;
  readonly isLost: boolean;
  /** Something came. */
  hears(): void;
  end(): void;
}

/**
 * Gives up a connection that stays silent after the computer has slept: the other end has long hung up, and that may never be
 * told, behind a router that has forgotten both. A connection that outlived the sleep goes on.
 */
export function watchForSleep(outer: AbortSignal | undefined): WatchedConnection {
  const abort = new AbortController();
  const stop = (): void => abort.abort(outer?.reason);
  if (outer?.aborted === true) stop();
  else outer?.addEventListener('abort', stop, { once: true });
  let last = Date.now();
  let wokeAt: number | undefined;
  let isLost = false;
  const timer = setInterval(() => {
    const now = Date.now();
    if (now - last > sleptMs) wokeAt = now;
    else if (wokeAt !== undefined && now - wokeAt >= graceMs) {
      isLost = true;
      abort.abort();
    }
    last = now;
  }, tickMs);
  return {
    signal: abort.signal,
    get isLost() {
      return isLost;
    },
    hears: () => (wokeAt = undefined),
    end() {
      clearInterval(timer);
      outer?.removeEventListener('abort', stop);
    },
  };
}
