import { filePolicy } from '../../site/content-security-policy.ts';

/**
 * Headers that every answer has; a page puts a policy of its own in the place of the one that allows nothing. No
 * `cross-origin-opener-policy`: Office opens the pane's dialogs as windows of other origins and talks to them. HSTS only over TLS of our
 * own, since a proxy in front may decide otherwise.
 */
export function securityHeaders({ isSecure }: { readonly isSecure: boolean }): Readonly<Record<string, string>> {
  return {
    'content-security-policy': filePolicy,
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'no-referrer',
    'permissions-policy': 'camera=(), geolocation=(), payment=(), usb=()',
    'x-permitted-cross-domain-policies': 'none',
    ...(isSecure && { 'strict-transport-security': 'max-age=31536000' }),
  };
}
