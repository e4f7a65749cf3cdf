import { resolve } from 'node:path';
import { createGateway, type Gateway } from '../../src/gateway/app.ts';
import type { GatewayOptions } from '../../src/gateway/gateway-options.ts';
import { decideHosted } from '../../src/gateway/backends/hosted.ts';
import { defaultTimeouts, type Backend } from '../../src/gateway/backends/backend.ts';

export const productRoot = resolve(__dirname, '../..');

/** A row for tests: short waits, one model. */
export function backendRow(baseUrl: string, more: Partial<Backend> = {}): Backend {
  const { kind = 'openai-compatible', hosted } = more;
  return {
    name: 'scripted',
    kind: 'openai-compatible',
    baseUrl,
    apiKey: undefined,
    apiKeyEnv: undefined,
    apiVersion: undefined,
    models: [{ id: 'small', upstreamId: 'small', contextWindow: 8192 }],
    ...more,
    hosted: decideHosted({ kind, baseUrl, hosted }, []),
    timeouts: { ...defaultTimeouts, connectMs: 1000, ...more.timeouts },
  };
}

/** A gateway on a free port of loopback. */
export async function startGateway(
  options: Partial<GatewayOptions> = {},
): Promise<{ gateway: Gateway; origin: string; close: () => Promise<void> }> {
  const gateway = createGateway({ root: productRoot, retryDelayMs: 10, ...options });
  const origin = await gateway.listen(0);
  return { gateway, origin: origin.replace('localhost', '127.0.0.1'), close: () => gateway.close(0) };
}

/** Waits until `isSo`, or fails after `withinMs`. */
export async function until(isSo: () => boolean, withinMs = 2000): Promise<void> {
  const end = Date.now() + withinMs;
  while (!isSo()) {
    if (Date.now() > end) throw new Error('It did not come about in time.');
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}
