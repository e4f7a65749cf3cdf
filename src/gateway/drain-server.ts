import type { Server } from 'node:http';
import { ToldFailure } from '../base/told-failure.ts';
import { endWith } from './answer-cut.ts';
import type { GatewayResponse } from './gateway-response.ts';

/** Time for the last words to reach their clients. */
const farewellMs = 200;

/**
 * Stops listening and waits until the running answers have ended, for at most `graceMs`. Clients of those that have not
 * are told, so that they keep what came and can ask again.
 */
export async function drainServer(
  server: Server,
  running: () => readonly GatewayResponse[],
  graceMs: number,
): Promise<void> {
  const closed = new Promise<void>((resolve) => server.close(() => resolve()));
  server.closeIdleConnections();
  // An answer that ends leaves its connection idle.
  const sweep = setInterval(() => server.closeIdleConnections(), 100);
  const timer = setTimeout(() => {
    const answers = running();
    answers.forEach(sayFarewell);
    setTimeout(() => server.closeAllConnections(), answers.length > 0 ? farewellMs : 0);
  }, graceMs);
  await closed;
  clearInterval(sweep);
  clearTimeout(timer);
}

function sayFarewell(response: GatewayResponse): void {
  if (response.writableEnded) return;
  const words = { en: 'The server is being stopped. Try again in a moment.', zh: '服务器正在停止，请稍后重试。' };
  const error = new ToldFailure('stream-interrupted', words, { retryable: true });
  endWith(response, error, 503);
}
