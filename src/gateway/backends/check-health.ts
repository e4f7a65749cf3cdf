import type { Dispatcher } from 'undici';
import type { Target } from './alias.ts';
import { modelsEndpoint, type Backend } from './backend.ts';
import type { Health } from './health.ts';

export interface HealthCheckOptions {
  /** A row that stands here twice is asked once. */
  readonly targets: readonly Target[];
  readonly dispatcherOf: (backend: Backend) => Dispatcher;
  readonly health: Health;
  readonly intervalMs: number;
}

const answerMs = 5_000;

/**
 * Asks each row behind an alias for its list of models now and then, so that one that went away is known before a chat meets
 * it, and one that came back is used again. Any answer below 500 is a sign of life: a list may be hidden or absent.
 */
export function startHealthChecks({ targets, dispatcherOf, health, intervalMs }: HealthCheckOptions): { stop(): void } {
  const backends = new Map(targets.map(({ backend }) => [backend.name, backend]));
  if (backends.size === 0) return { stop: () => undefined };

  async function check(backend: Backend): Promise<void> {
    const { url, headers } = modelsEndpoint(backend);
    try {
      const { statusCode, body } = await dispatcherOf(backend).request({
        origin: url.origin,
        path: url.pathname + url.search,
        method: 'GET',
        headers,
        headersTimeout: answerMs,
        bodyTimeout: answerMs,
      });
      await body.dump();
      if (statusCode < 500) health.succeeded(backend.name);
      else health.failed(backend.name);
    } catch {
      health.failed(backend.name);
    }
  }
  const timer = setInterval(() => {
    for (const backend of backends.values()) void check(backend);
  }, intervalMs).unref();
  return { stop: () => clearInterval(timer) };
}
