import type { Server, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';

export interface ServerLimits {
  readonly headerKilobytes: number;
  readonly headerCount: number;
  readonly headerSeconds: number;
  readonly requestSeconds: number;
  /** For a client to take something of what waits for it. */
  readonly stalledSeconds: number;
}

export const defaultServerLimits: ServerLimits = {
  headerKilobytes: 16,
  headerCount: 100,
  headerSeconds: 20,
  requestSeconds: 120,
  stalledSeconds: 60,
};

/** Node's own guards against clients that send too much or too slowly: it answers 431 and 408, and closes. */
export function limitServer(server: Server, limits: ServerLimits): void {
  server.maxHeadersCount = limits.headerCount;
  server.headersTimeout = limits.headerSeconds * 1000;
  server.requestTimeout = Math.max(limits.requestSeconds, limits.headerSeconds) * 1000;
  // Later than the 408 for headers that do not come, which tells more.
  server.timeout = Math.max(limits.stalledSeconds, 2 * limits.headerSeconds) * 1000;
}

/**
 * Hangs up on a client that takes nothing of its answer, which would keep a connection for good. A connection on which nothing moves
 * because the model has said nothing yet goes on: it tells so again after the same time.
 */
export function leaveStalled(response: ServerResponse): void {
  response.on('timeout', (socket: Socket) => {
    if (socket.writableLength > 0) socket.destroy();
    else socket.setTimeout(socket.timeout ?? 0);
  });
}

/** How often the times above are looked at; Node's own 30 seconds would make short ones meaningless. */
export function checkingInterval({ headerSeconds }: ServerLimits): number {
  return Math.min(30_000, Math.max(250, headerSeconds * 250));
}
