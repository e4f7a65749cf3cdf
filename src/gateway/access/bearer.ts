import type { IncomingMessage } from 'node:http';
import type { AssistantError } from '../../base/errors.ts';
import { ToldFailure, type Words } from '../../base/told-failure.ts';

/** Longer than any token that an issuer makes; Node's own limit on headers is 16 KiB. */
const longest = 12_000;

/** The token in `Authorization: Bearer …`, if there is one. */
export function tokenIn(request: IncomingMessage): string | undefined {
  const match = /^Bearer +([\w.~+/=-]+) *$/i.exec(request.headers.authorization ?? '');
  const token = match?.[1];
  return token === undefined || token.length > longest ? undefined : token;
}

/** The same, but throws `sign-in-required` where there is none. */
export function bearerOf(request: IncomingMessage): string {
  const token = tokenIn(request);
  if (token === undefined) {
    throw signInRequired(
      { en: 'Sign in first: this gateway asks who you are.', zh: '请先登录：此网关要知道你是谁。' },
      'no-token',
    );
  }
  return token;
}

/** `reason` tells the pane which sentence to show; neither it nor the message says anything of the token itself. */
export function signInRequired(words: Words, reason: string): AssistantError {
  return new ToldFailure('sign-in-required', words, { reason });
}
