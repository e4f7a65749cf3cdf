import { EnvHttpProxyAgent, Pool, type Dispatcher } from 'undici';
import { createGuardedLookup } from '../safety/guard/guarded-lookup.ts';
import type { Backend } from './backend.ts';
import { createTcpConnector } from './tcp-connector.ts';

/** A proxy on the way out, as its usual variables name it. */
export interface ProxySettings {
  readonly httpProxy?: string | undefined;
  readonly httpsProxy?: string | undefined;
  readonly noProxy?: string | undefined;
}

/** The connections to each backend, kept open between requests. */
export interface Dispatchers {
  of(backend: Backend): Dispatcher;
  close(): Promise<void>;
}

export function createDispatchers(proxy: ProxySettings | undefined): Dispatchers {
  const open = new Map<string, Dispatcher>();
  return {
    of(backend) {
      let dispatcher = open.get(backend.name);
      if (!dispatcher) {
        dispatcher = createDispatcher(backend, proxy);
        open.set(backend.name, dispatcher);
      }
      return dispatcher;
    },
    async close() {
      await Promise.all(Array.from(open.values(), (dispatcher) => dispatcher.destroy()));
    },
  };
}

/** A model on this machine is never behind a proxy. */
const neverProxied = ['localhost', '127.0.0.1', '::1'];

/** The proxy that a request for `url` goes through, as undici chooses it; `undefined` for none. */
export function proxyFor(url: URL, proxy: ProxySettings | undefined): string | undefined {
  const host = url.hostname.replace(/^\[|\]$/g, '').toLowerCase();
  const port = url.port === '' ? (url.protocol === 'https:' ? '443' : '80') : url.port;
  const excepted = [...neverProxied, ...(proxy?.noProxy ?? '').split(/[,\s]+/)].some((entry) => {
    const [, name = '', only] =
      /^(.*?)(?::(\d+))?$/.exec(neverProxied.includes(entry) ? `${entry}:${port}` : entry) ?? [];
    if (name === '' || (only !== undefined && only !== port)) return false;
    if (name === '*') return true;
    const plain = name.replace(/^\*?\./, '').toLowerCase();
    return host === plain || (plain.length < name.length && host.endsWith(`.${plain}`));
  });
  if (excepted) return undefined;
  return url.protocol === 'https:' ? (proxy?.httpsProxy ?? proxy?.httpProxy) : proxy?.httpProxy;
}

function createDispatcher(backend: Backend, proxy: ProxySettings | undefined): Dispatcher {
  // A row may be of the own network, since an administrator wrote it; a service that hands out a cloud's keys is never one.
  const connect = { timeout: backend.timeouts.connectMs, lookup: createGuardedLookup(['public', 'private']) };
  if (proxy?.httpProxy === undefined && proxy?.httpsProxy === undefined) {
    return new Pool(new URL(backend.baseUrl).origin, {
      connect: createTcpConnector(connect),
      keepAliveTimeout: 30_000,
    });
  }
  return new EnvHttpProxyAgent({
    ...(proxy.httpProxy === undefined ? {} : { httpProxy: proxy.httpProxy }),
    ...(proxy.httpsProxy === undefined ? {} : { httpsProxy: proxy.httpsProxy }),
    noProxy: [...neverProxied, proxy.noProxy ?? ''].filter((name) => name !== '').join(','),
    connect,
  });
}
