import type { ServerResponse } from 'node:http';
import { filePolicy } from '../../site/content-security-policy.ts';

/**
 * Headers that every answer has; a page puts a policy of its own in the place of the one that allows nothing. No
 * `cross-origin-opener-policy`: Office opens the pane's dialogs as windows of other origins and talks to them. HSTS only over TLS of our
 * own, since a proxy in front may decide otherwise.
 */
export function setSecurityHeaders(response: ServerResponse, { isSecure }: { readonly isSecure: boolean }): void {
  response.setHeader('content-security-policy', filePolicy);
  response.setHeader('x-content-type-options', 'nosniff');
  response.setHeader('referrer-policy', 'no-referrer');
  response.setHeader('permissions-policy', 'camera=(), geolocation=(), payment=(), usb=()');
  response.setHeader('x-permitted-cross-domain-policies', 'none');
  if (isSecure) response.setHeader('strict-transport-security', 'max-age=31536000');
}
