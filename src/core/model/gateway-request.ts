import { isAborted, raceAbort } from '../../base/abort.ts';
import { fromHttpFailure, fromNetworkFailure } from './to-assistant-error.ts';

export interface GatewayOptions {
  /** Origin of the gateway without a slash at its end; empty for the page's own origin. */
  readonly baseUrl: string;
  /** Sent with each request, such as an authorization; asked for anew each time, because a token may have changed. */
  readonly headers?: () => Readonly<Record<string, string>> | Promise<Readonly<Record<string, string>>>;
  /** Told when the gateway wants to know first who asks. */
  readonly onSignInRequired?: () => void;
  readonly fetch?: typeof fetch;
  /** Pause before the one retry of a connection that dropped. */
  readonly retryDelayMs?: number;
}

/** The answer of the gateway when it is a success. Rejects with an `AssistantError` for any other. */
export async function sendToGateway(
  path: string,
  init: RequestInit,
  options: GatewayOptions,
  signal: AbortSignal | undefined,
): Promise<Response> {
  const request = options.fetch ?? globalThis.fetch;
  // Fetching a token may wait for a person; it has failures of its own.
  const headers = await raceAbort(Promise.resolve(options.headers?.()), signal);
  let response: Response;
  try {
    response = await raceAbort(
      request(`${options.baseUrl}${path}`, {
        ...init,
        headers: { ...(init.headers as Record<string, string> | undefined), ...headers },
        ...(signal === undefined ? {} : { signal }),
      }),
      signal,
    );
  } catch (error) {
    if (isAborted(error)) throw error;
    throw fromNetworkFailure(error);
  }
  if (response.ok) return response;
  const failure = fromHttpFailure({
    status: response.status,
    body: await response.text().catch(() => ''),
    requestId: response.headers.get('x-request-id') ?? undefined,
    retryAfter: response.headers.get('retry-after'),
    shouldRetry: response.headers.get('x-should-retry'),
  });
  if (failure.code === 'sign-in-required') options.onSignInRequired?.();
  throw failure;
}

/** The answer's JSON; `undefined` for what is none. */
export async function readJson(response: Response, signal: AbortSignal | undefined): Promise<unknown> {
  try {
    return await raceAbort(response.json() as Promise<unknown>, signal);
  } catch (error) {
    if (isAborted(error)) throw error;
    return undefined;
  }
}
