import * as z from 'zod/mini';
import type { Identity } from '../../assistant/access.ts';
import { AssistantError } from '../../base/errors.ts';

/** Where the sign-in page of the issuer leads back to; it is registered with the application as one of a single-page app. */
export const redirectPath = '/taskpane/sign-in.html';

/** What the page in the window says when it is done. */
const messageSchema = z.union([z.object({ token: z.string(), expires: z.number() }), z.object({ error: z.string() })]);

/** A token from the window; when it has ended, the person is asked again, which the issuer's own session makes short. */
export function windowIdentity(openWindow: (path: string) => Promise<string>): Identity {
  let known: { readonly token: string; readonly expires: number } | undefined;
  return {
    async token(asks) {
      if (known && known.expires > Date.now() + 60_000) return known.token;
      if (!asks) throw new AssistantError('sign-in-required', 'The sign-in has expired.', { reason: 'expired' });
      const said = messageSchema.safeParse(parseJson(await openWindow(redirectPath)));
      if (!said.success) throw signInFailure(undefined);
      if ('error' in said.data) throw signInFailure(new Error(said.data.error));
      known = said.data;
      return known.token;
    },
  };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

/** Only the library's own code is passed on: its messages may hold parts of addresses with codes in them. */
export function signInFailure(cause: unknown): AssistantError {
  const code =
    typeof cause === 'object' && cause !== null && 'errorCode' in cause && typeof cause.errorCode === 'string'
      ? cause.errorCode
      : cause instanceof Error && /^[\w-]{1,60}$/.test(cause.message)
        ? cause.message
        : 'unknown';
  if (code === 'user_cancelled') return new AssistantError('aborted', 'The sign-in was given up.');
  return new AssistantError('sign-in-required', `The sign-in did not succeed (${code}).`, {
    reason: `account-${code}`,
  });
}
