/** The host name in a `Host` header, without its port, in lower case; `undefined` when it is not one. */
export function hostnameOf(host: string | undefined): string | undefined {
  const match = /^(\[[0-9a-f:.]+\]|[a-z0-9._-]+)(?::\d{1,5})?$/i.exec(host ?? '');
  return match?.[1]?.toLowerCase();
}

export function isLoopback(hostname: string): boolean {
  return /^(?:localhost|127(?:\.\d{1,3}){3}|\[?::1\]?|[a-z0-9-]+\.localhost)$/i.test(hostname);
}

/**
 * Whether a request with this `Host` is meant for this server. A server bound to loopback answers to loopback names alone, so
 * that a page whose own name was pointed at this machine (DNS rebinding) reaches nothing. `allowedHosts` are further names;
 * without any, a server bound to other addresses answers to all.
 */
export function isAllowedHost(host: string | undefined, boundTo: string, allowedHosts: readonly string[]): boolean {
  const hostname = hostnameOf(host);
  if (hostname === undefined) return false;
  if (allowedHosts.some((allowed) => allowed.toLowerCase() === hostname)) return true;
  if (isLoopback(hostname)) return true;
  return !isLoopback(boundTo) && allowedHosts.length === 0;
}
