import type { IncomingMessage } from 'node:http';
import { AssistantError } from '../../base/errors.ts';

/** Longer than any token that an issuer makes; Node's own limit on headers is 16 KiB. */
const longest = 12_000;

/** The token in `Authorization: Bearer …`. Throws `sign-in-required` where there is none. */
export function bearerOf(request: IncomingMessage): string {
  const match = /^Bearer +([\w.~+/=-]+) *$/i.exec(request.headers.authorization ?? '');
  const token = match?.[1];
  if (token === undefined || token.length > longest) {
    throw signInRequired('Sign in first: this gateway asks who you are.', 'no-token');
  }
  return token;
}

/** `reason` tells the pane which sentence to show; neither it nor the message says anything of the token itself. */
export function signInRequired(message: string, reason: string): AssistantError {
  return new AssistantError('sign-in-required', message, { reason });
}
