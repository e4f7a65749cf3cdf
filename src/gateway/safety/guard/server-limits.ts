import type { Server } from 'node:http';

export interface ServerLimits {
  readonly headerKilobytes: number;
  readonly headerCount: number;
  readonly headerSeconds: number;
  readonly requestSeconds: number;
}

export const defaultServerLimits: ServerLimits = {
  headerKilobytes: 16,
  headerCount: 100,
  headerSeconds: 20,
  requestSeconds: 120,
};

/** Node's own guards against clients that send too much or too slowly: it answers 431 and 408, and closes. */
export function limitServer(server: Server, limits: ServerLimits): void {
  server.maxHeadersCount = limits.headerCount;
  server.headersTimeout = limits.headerSeconds * 1000;
  server.requestTimeout = Math.max(limits.requestSeconds, limits.headerSeconds) * 1000;
}

/** How often the times above are looked at; Node's own 30 seconds would make short ones meaningless. */
export function checkingInterval({ headerSeconds }: ServerLimits): number {
  return Math.min(30_000, Math.max(250, headerSeconds * 250));
}
