import { lookup } from 'node:dns/promises';
import { connect as connectTcp, isIP, type Socket } from 'node:net';
import { connect as connectTls, type TLSSocket } from 'node:tls';
import { isLoopback } from '../host-check.ts';
import { found, type Finding } from './finding.ts';

/** The host names and addresses of a URL as sockets take them. */
export interface Endpoint {
  readonly host: string;
  readonly port: number;
}

export function endpointOfUrl(url: URL): Endpoint {
  const host = url.hostname.replace(/^\[|\]$/g, '');
  return { host, port: url.port === '' ? (url.protocol === 'https:' ? 443 : 80) : Number(url.port) };
}

export async function examineDns({ host }: Endpoint): Promise<Finding> {
  try {
    const addresses = await lookup(host, { all: true });
    return found('dns', 'ok', 'dns-ok', { host, addresses: addresses.map(({ address }) => address).join(', ') });
  } catch (error) {
    return found('dns', 'failed', codeOf(error) === 'EAI_AGAIN' ? 'dns-down' : 'dns-unknown', { host });
  }
}

export async function examineTcp({ host, port }: Endpoint, timeoutMs: number): Promise<Finding> {
  const facts = { host, port };
  const started = performance.now();
  const error = await tryConnection(connectTcp({ host, port }), 'connect', timeoutMs);
  if (!error) return found('tcp', 'ok', 'tcp-ok', { ...facts, milliseconds: Math.round(performance.now() - started) });
  const codes = {
    ECONNREFUSED: 'tcp-refused',
    ETIMEDOUT: 'tcp-timeout',
    EHOSTUNREACH: 'tcp-no-route',
    ENETUNREACH: 'tcp-no-route',
  } as const;
  const code = codeOf(error);
  return found('tcp', 'failed', code in codes ? codes[code as keyof typeof codes] : 'tcp-broken', { ...facts, code });
}

const soonDays = 14;

export interface TlsOptions {
  readonly timeoutMs: number;
  readonly hasKey: boolean;
  /** Authorities besides those of Node and NODE_EXTRA_CA_CERTS. */
  readonly ca: string | undefined;
  readonly now: () => number;
}

export async function examineTls(url: URL, { timeoutMs, hasKey, ca, now }: TlsOptions): Promise<Finding> {
  const { host, port } = endpointOfUrl(url);
  if (url.protocol === 'http:') {
    const isClear = hasKey && !isLoopback(url.hostname);
    return found('tls', isClear ? 'warning' : 'ok', isClear ? 'tls-none-key' : 'tls-none', { host });
  }
  const socket = connectTls({ host, port, ...(isIP(host) ? {} : { servername: host }), ...(ca ? { ca } : {}) });
  const certificate = { until: '' };
  socket.once('secureConnect', () => (certificate.until = socket.getPeerCertificate().valid_to));
  const error = await tryConnection(socket, 'secureConnect', timeoutMs);
  if (error) {
    const code = codeOf(error);
    return found('tls', 'failed', tlsCodes[code] ?? 'tls-broken', { host, code });
  }
  const days = Math.floor((Date.parse(certificate.until) - now()) / 86_400_000);
  return days < soonDays
    ? found('tls', 'warning', 'tls-expires-soon', { host, days })
    : found('tls', 'ok', 'tls-ok', { host, days });
}

const tlsCodes: Readonly<Record<string, Finding['code']>> = {
  DEPTH_ZERO_SELF_SIGNED_CERT: 'tls-self-signed',
  SELF_SIGNED_CERT_IN_CHAIN: 'tls-unknown-authority',
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: 'tls-unknown-authority',
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: 'tls-unknown-authority',
  UNABLE_TO_GET_ISSUER_CERT: 'tls-unknown-authority',
  CERT_HAS_EXPIRED: 'tls-expired',
  CERT_NOT_YET_VALID: 'tls-not-yet',
  ERR_TLS_CERT_ALTNAME_INVALID: 'tls-wrong-name',
  ERR_SSL_WRONG_VERSION_NUMBER: 'tls-not-spoken',
  ERR_SSL_PACKET_LENGTH_TOO_LONG: 'tls-not-spoken',
  EPROTO: 'tls-not-spoken',
};

/** Resolves with what went wrong, and closes the socket in any case. */
function tryConnection(socket: Socket | TLSSocket, event: string, timeoutMs: number): Promise<Error | undefined> {
  return new Promise((resolve) => {
    const settle = (error?: Error): void => {
      clearTimeout(timer);
      // An error that comes after is nobody's business.
      socket.on('error', () => undefined).destroy();
      resolve(error);
    };
    const timer = setTimeout(() => settle(Object.assign(new Error('timeout'), { code: 'ETIMEDOUT' })), timeoutMs);
    socket.once(event, () => settle());
    socket.once('error', settle);
    socket.once('close', () => settle(Object.assign(new Error('closed'), { code: 'ECONNRESET' })));
  });
}

/** Node's code of the error, or of what caused it: a host with two addresses fails with an error for each. */
export function codeOf(error: unknown): string {
  if (typeof error !== 'object' || error === null) return '';
  if ('code' in error && typeof error.code === 'string' && error.code !== '') return error.code;
  if ('errors' in error && Array.isArray(error.errors)) return codeOf(error.errors[0]);
  return 'cause' in error ? codeOf(error.cause) : '';
}
