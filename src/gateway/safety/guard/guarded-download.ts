import { Agent, EnvHttpProxyAgent, request, type Dispatcher } from 'undici';
import { AssistantError } from '../../../base/errors.ts';
import type { ProxySettings } from '../../backends/dispatchers.ts';
import { createGuardedLookup } from './guarded-lookup.ts';
import { scopeOfName, type AddressScope } from './private-address.ts';

/** Gets the bytes at an address that somebody else chose. */
export interface GuardedDownload {
  /** Throws `invalid-request` with the reason `forbidden-address` or `file-unreachable`, and `context-too-long` past the limit. */
  get(address: string, limitBytes: number, signal: AbortSignal): Promise<Uint8Array>;
  close(): Promise<void>;
}

export interface GuardedDownloadOptions {
  /** Where an address may lead; by default to the public network alone. */
  readonly allowed?: readonly AddressScope[];
  readonly proxy?: ProxySettings | undefined;
}

const mostRedirects = 3;
const waitMs = 20_000;

/** Without cookies or credentials, and only to where it may: a stranger must not make this machine ask the machines beside it. */
export function createGuardedDownload({ allowed = ['public'], proxy }: GuardedDownloadOptions = {}): GuardedDownload {
  const isHereAllowed = allowed.includes('private');
  const connect = { timeout: 5_000, lookup: createGuardedLookup(allowed) };
  let dispatcher: Dispatcher | undefined;

  function open(): Dispatcher {
    dispatcher ??=
      proxy?.httpProxy === undefined && proxy?.httpsProxy === undefined
        ? new Agent({ connect })
        : new EnvHttpProxyAgent({
            ...(proxy.httpProxy === undefined ? {} : { httpProxy: proxy.httpProxy }),
            ...(proxy.httpsProxy === undefined ? {} : { httpsProxy: proxy.httpsProxy }),
            noProxy: proxy.noProxy ?? '',
            connect,
          });
    return dispatcher;
  }

  /** A name is looked up under guard; an address of numbers needs no look-up, and is judged here. */
  function check(address: string): URL {
    const url = URL.canParse(address) ? new URL(address) : undefined;
    const scope = url && scopeOfName(url.hostname);
    const isSecure = url?.protocol === 'https:' || (url?.protocol === 'http:' && isHereAllowed);
    if (!url || !isSecure || url.username !== '' || (scope !== undefined && !allowed.includes(scope))) {
      throw refused('The file stands at an address that nothing is fetched from.', 'forbidden-address');
    }
    return url;
  }

  return {
    async get(address, limitBytes, signal) {
      const limited = AbortSignal.any([signal, AbortSignal.timeout(waitMs)]);
      let url = check(address);
      for (let step = 0; step <= mostRedirects; step += 1) {
        const answer = await request(url, { dispatcher: open(), signal: limited }).catch((error: unknown) => {
          throw signal.aborted ? error : unreachable(error);
        });
        const { statusCode, headers, body } = answer;
        const target = headers['location'];
        if (statusCode >= 300 && statusCode < 400 && typeof target === 'string') {
          await body.dump();
          url = check(new URL(target, url).href);
          continue;
        }
        if (statusCode !== 200) {
          await body.dump();
          throw refused(`The file could not be fetched: its server answered ${statusCode}.`, 'file-unreachable');
        }
        return await collect(body, limitBytes);
      }
      throw refused('The file is behind too many redirections.', 'file-unreachable');
    },
    async close() {
      await dispatcher?.destroy();
    },
  };
}

async function collect(body: AsyncIterable<Uint8Array>, limitBytes: number): Promise<Uint8Array> {
  const parts: Uint8Array[] = [];
  let bytes = 0;
  for await (const part of body) {
    bytes += part.length;
    // Leaving the loop closes the connection.
    if (bytes > limitBytes) {
      throw new AssistantError('context-too-long', `The file is larger than ${limitBytes} bytes.`, {
        reason: 'file-too-large',
      });
    }
    parts.push(part);
  }
  return Uint8Array.from(Buffer.concat(parts));
}

function refused(message: string, reason: string): AssistantError {
  return new AssistantError('invalid-request', message, { reason });
}

function unreachable(error: unknown): AssistantError {
  const code = typeof error === 'object' && error !== null && 'code' in error ? error.code : undefined;
  return code === 'EFORBIDDEN'
    ? refused('The file stands at an address that nothing is fetched from.', 'forbidden-address')
    : refused('The file could not be fetched.', 'file-unreachable');
}
