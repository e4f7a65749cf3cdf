import type { AssistantError } from '../../base/errors.ts';

/** Of this machine itself: it is reached without any network. */
const loopback = /^(localhost|127(\.\d+){3}|\[::1\])$/;

/** Whether a gateway that does not answer is explained by this computer being without a network. */
export function isOffline({ code }: AssistantError): boolean {
  return code === 'gateway-unreachable' && !navigator.onLine && !loopback.test(location.hostname);
}
