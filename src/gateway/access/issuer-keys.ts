import { createLocalJWKSet, createRemoteJWKSet, customFetch, errors, type JWTVerifyGetKey } from 'jose';
import type { AssistantError } from '../../base/errors.ts';
import { ToldFailure } from '../../base/told-failure.ts';

/** The part of `fetch` that is used; through the proxy where there is one. */
export type FetchJson = (
  address: string,
  init: {
    readonly signal: AbortSignal;
    readonly method?: string;
    readonly headers?: Readonly<Record<string, string>>;
    readonly body?: string;
  },
) => Promise<Response>;

/** What a response holds, which stays to be read; `undefined` where that is no JSON. */
export async function peekJson(response: Response): Promise<unknown> {
  const json: unknown = await response
    .clone()
    .json()
    .catch(() => undefined);
  return json;
}

export interface IssuerKeysOptions {
  readonly fetchJson: FetchJson;
  /** A key that is not known is asked for at most this often: else forged tokens would keep the issuer busy. */
  readonly cooldownMs?: number;
  /** How old keys may be before they are fetched again. */
  readonly refreshMs?: number;
  /** An issuer that takes longer counts as one that does not answer. */
  readonly timeoutMs?: number;
  readonly now?: () => number;
}

/** An issuer that does not answer is bridged with the keys it last gave, for a day. */
const bridgeMs = 24 * 3_600_000;
const defaultRefreshMs = 10 * 60_000;

/**
 * The public keys of an issuer, fetched when first needed and again every ten minutes, or when a token names one that is not
 * known: keys are rotated without a restart. Throws `gateway-unreachable` when there are none and they cannot be had.
 */
export function createIssuerKeys(address: URL, options: IssuerKeysOptions): JWTVerifyGetKey {
  const now = options.now ?? Date.now;
  const cooldownMs = options.cooldownMs ?? 10_000;
  let fetchedAt = 0;
  /** While an issuer does not answer, it is asked once per cooldown: nobody whose key is known waits for it longer than that once. */
  let failedAt = -Infinity;
  const remote = createRemoteJWKSet(address, {
    cooldownDuration: cooldownMs,
    cacheMaxAge: options.refreshMs ?? defaultRefreshMs,
    timeoutDuration: options.timeoutMs ?? 5_000,
    [customFetch]: async (url, { signal }) => {
      const response = await options.fetchJson(url, { signal });
      if (response.ok) fetchedAt = now();
      return response;
    },
  });
  const bridge = (): JWTVerifyGetKey | undefined => {
    const known = remote.jwks();
    return known && now() - fetchedAt < bridgeMs ? createLocalJWKSet(known) : undefined;
  };
  return async (header, token) => {
    if (now() - failedAt < cooldownMs) {
      const keys = bridge();
      if (keys) return keys(header, token);
    }
    try {
      return await remote(header, token);
    } catch (error) {
      if (isAboutToken(error)) throw error;
      failedAt = now();
      const keys = bridge();
      if (keys) return await keys(header, token);
      throw issuerUnreachable(address, error);
    }
  };
}

export function issuerUnreachable(address: URL, cause: unknown): AssistantError {
  const words = {
    en: `The keys of the sign-in service cannot be fetched from ${address.href}, so nobody can be let in for now.`,
    zh: `无法从 ${address.href} 取得登录服务的密钥，因此暂时无法让任何人登录。`,
  };
  return new ToldFailure('gateway-unreachable', words, { retryable: true, reason: 'issuer-unreachable', cause });
}

/** Whether the token is at fault, as opposed to the way to the issuer. */
function isAboutToken(error: unknown): boolean {
  return (
    error instanceof errors.JWKSNoMatchingKey ||
    error instanceof errors.JWKSMultipleMatchingKeys ||
    error instanceof errors.JOSENotSupported
  );
}
