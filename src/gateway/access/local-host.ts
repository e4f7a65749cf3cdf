import { isLoopback } from '../host-check.ts';

/** Address ranges that no packet reaches from outside (RFC 1918, 3927, 4193, 4291, 6598). */
const privateRanges = [
  /^10\./,
  /^172\.(?:1[6-9]|2\d|3[01])\./,
  /^192\.168\./,
  /^169\.254\./,
  /^100\.(?:6[4-9]|[7-9]\d|1[01]\d|12[0-7])\./,
  /^\[f[cd][0-9a-f]{2}:/i,
  /^\[fe[89ab][0-9a-f]:/i,
];

/** Names that mean something inside a network alone (RFC 6762, RFC 8375, ICANN's `.internal`, Kubernetes). */
const privateNames = /\.(?:local|internal|lan|home\.arpa|cluster\.local|svc)$/i;

/**
 * Whether a server at this host is one's own: by its address, its name, or because `localHosts` says so. A public name counts as
 * somebody else's until it is named there: what is not known to be near is far.
 */
export function isLocalHost(hostname: string, localHosts: readonly string[]): boolean {
  const name = hostname.toLowerCase();
  if (isLoopback(name) || localHosts.some((own) => own.toLowerCase() === name)) return true;
  if (/^[\d.]+$/.test(name) || name.startsWith('[')) return privateRanges.some((range) => range.test(name));
  return !name.includes('.') || privateNames.test(name);
}
