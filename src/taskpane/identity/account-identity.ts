import { createNestablePublicClientApplication, InteractionRequiredAuthError } from '@azure/msal-browser';
import * as z from 'zod/mini';
import type { Identity } from '../../assistant/access.ts';
import { AssistantError } from '../../base/errors.ts';
import { accountOptions, redirectPath, type AccountSignIn } from './account-options.ts';

/** What the pane's surroundings can do. */
export interface AccountWindow {
  /** Whether Office signs in for us, with the account it has (Nested App Authentication). */
  readonly supportsNested: () => boolean;
  /** Opens a page of ours in a window of its own, and resolves with what it says; rejects when it was closed. */
  readonly openDialog: (path: string) => Promise<string>;
}

/** The account's sign-in: through Office where it can, otherwise in a window of its own. */
export async function openAccount(signIn: AccountSignIn, surroundings: AccountWindow): Promise<Identity> {
  return signIn.mode === 'entra' && surroundings.supportsNested()
    ? await nestedIdentity(signIn)
    : dialogIdentity(surroundings);
}

/** Tokens of the account that Office is signed in with; the library renews them. */
async function nestedIdentity(signIn: AccountSignIn): Promise<Identity> {
  const application = await createNestablePublicClientApplication(accountOptions(signIn, 'memoryStorage'));
  const request = { scopes: signIn.scopes };
  return {
    async token(asks) {
      try {
        return (await application.acquireTokenSilent(request)).accessToken;
      } catch (error) {
        if (!asks || !(error instanceof InteractionRequiredAuthError)) throw failed(error);
      }
      try {
        return (await application.acquireTokenPopup(request)).accessToken;
      } catch (error) {
        throw failed(error);
      }
    },
  };
}

/** What the page in the window says when it is done. */
const messageSchema = z.union([z.object({ token: z.string(), expires: z.number() }), z.object({ error: z.string() })]);

/** A token from the window; when it has ended, the person is asked again, which the issuer's own session makes short. */
function dialogIdentity({ openDialog }: AccountWindow): Identity {
  let known: { readonly token: string; readonly expires: number } | undefined;
  return {
    async token(asks) {
      if (known && known.expires > Date.now() + 60_000) return known.token;
      if (!asks) throw new AssistantError('sign-in-required', 'The sign-in has expired.', { reason: 'expired' });
      const said = messageSchema.safeParse(parseJson(await openDialog(redirectPath)));
      if (!said.success) throw failed(undefined);
      if ('error' in said.data) throw failed(new Error(said.data.error));
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
function failed(cause: unknown): AssistantError {
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
