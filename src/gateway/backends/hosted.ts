import { isIP } from 'node:net';
import { scopeOf } from '../safety/guard/private-address.ts';
import { presetOf, type BackendKind } from './presets.ts';

export interface HostedQuestion {
  readonly kind: BackendKind;
  readonly baseUrl: string;
  /** As the row says, if it does. */
  readonly hosted?: boolean | undefined;
}

/** Endings that names have inside a network alone (RFC 6761, 6762, 8375, ICANN's `.internal`, Kubernetes, home routers). */
const endingsInside = /\.(?:localhost|local|internal|lan|home\.arpa|svc)$/;

/**
 * Whether somebody else runs a model server: the one answer that masking and policies go by. What the row says comes first,
 * then a kind that is a vendor's service, the names in `localHosts`, the address and the name. No name is looked up, and
 * whatever is not known to be near is far, since a wrong "far" masks too much and a wrong "near" tells a stranger.
 */
export function decideHosted({ kind, baseUrl, hosted }: HostedQuestion, localHosts: readonly string[]): boolean {
  if (hosted !== undefined) return hosted;
  if (presetOf(kind).isService === true) return true;
  const name = withoutBrackets(new URL(baseUrl).hostname);
  if (localHosts.some((own) => withoutBrackets(own) === name)) return false;
  if (isIP(name) !== 0) return scopeOf(name) !== 'private';
  return name.includes('.') && !endingsInside.test(name);
}

function withoutBrackets(hostname: string): string {
  return hostname.replace(/^\[|\]$/g, '').toLowerCase();
}
