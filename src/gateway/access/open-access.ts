import { dirname, resolve } from 'node:path';
import { EnvHttpProxyAgent, fetch as fetchThrough } from 'undici';
import type { ProxySettings } from '../backends/dispatchers.ts';
import { anonymous } from '../chat-stage.ts';
import type { Words } from '../language.ts';
import type { Access } from './access.ts';
import type { AccessConfig } from './access-schema.ts';
import { createEntraAccess } from './entra-access.ts';
import type { FetchJson } from './issuer-keys.ts';
import { createOidcAccess } from './oidc-access.ts';
import { createTokenAccess } from './token-access.ts';

export interface AccessOptions {
  readonly configPath: string;
  readonly proxy: ProxySettings;
  readonly warn: (message: Words) => void;
}

/** Everybody who is at this machine is one and the same person, and its administrator. */
const everybodyHere: Access = {
  signIn: { mode: 'open' },
  origins: [],
  identify: () => Promise.resolve({ ...anonymous, role: 'admin' }),
};

/** Who may use the gateway, by its configuration. Throws `ConfigError` for a file of tokens that is not ours. */
export function openAccess(config: AccessConfig, options: AccessOptions): Access {
  switch (config.mode) {
    case 'open':
      return everybodyHere;
    case 'token': {
      const path = tokensPath(config.tokensFile, options.configPath);
      return createTokenAccess({ path, warn: options.warn });
    }
    case 'entra':
      return createEntraAccess(config, { fetchJson: createFetch(options.proxy) });
    case 'oidc':
      return createOidcAccess(config, { fetchJson: createFetch(options.proxy) });
  }
}

export function tokensPath(tokensFile: string, configPath: string): string {
  return resolve(dirname(configPath), tokensFile);
}

/** Through the same proxy as everything else; the global `fetch` of Node 20 knows none. */
export function createFetch(proxy: ProxySettings): FetchJson {
  const dispatcher = new EnvHttpProxyAgent({
    httpProxy: proxy.httpProxy ?? '',
    httpsProxy: proxy.httpsProxy ?? '',
    noProxy: ['localhost', '127.0.0.1', '::1', proxy.noProxy ?? ''].filter((name) => name !== '').join(','),
    keepAliveTimeout: 1_000,
  });
  return async (address, init) => {
    const response = await fetchThrough(address, { ...init, dispatcher, redirect: 'error' });
    const body = response.body ? await readAtMost(response.body, answerLimitBytes) : '';
    return new Response(body, { status: response.status });
  };
}

/** Far more than the keys of any issuer, or a page of somebody's groups. */
const answerLimitBytes = 4 * 1024 * 1024;

async function readAtMost(body: AsyncIterable<Uint8Array>, limitBytes: number): Promise<string> {
  const pieces: Uint8Array[] = [];
  let size = 0;
  // Leaving the loop hangs up.
  for await (const piece of body) {
    size += piece.byteLength;
    if (size > limitBytes) throw new Error(`The answer is longer than ${limitBytes} bytes.`);
    pieces.push(piece);
  }
  return Buffer.concat(pieces).toString();
}
