import { AssistantError } from '../../base/errors.ts';
import { sessionSchema, signInSchema, type Session, type SignIn } from '../../protocol/session.ts';
import { readJson, sendToGateway, type GatewayOptions } from './gateway-request.ts';

/** Who the gateway takes us for, and what we may do. Rejects with `sign-in-required` when it does not know. */
export async function fetchSession(options: GatewayOptions): Promise<Session> {
  const response = await sendToGateway('/v1/session', { method: 'GET' }, options, undefined);
  return parsed(sessionSchema.safeParse(await readJson(response, undefined)));
}

/** How to sign in at the gateway. */
export async function fetchSignIn({ baseUrl, fetch }: GatewayOptions): Promise<SignIn> {
  const response = await sendToGateway('/sign-in', { method: 'GET' }, { baseUrl, ...(fetch && { fetch }) }, undefined);
  return parsed(signInSchema.safeParse(await readJson(response, undefined)));
}

function parsed<T>(result: { readonly success: true; readonly data: T } | { readonly success: false }): T {
  if (result.success) return result.data;
  throw new AssistantError('gateway-unreachable', 'What answered is not an Inkstone gateway.');
}
