import { createNestablePublicClientApplication, InteractionRequiredAuthError } from '@azure/msal-browser';
import type { Identity } from '../../assistant/access.ts';
import { accountOptions, type AccountSignIn } from './account-options.ts';
import { signInFailure, windowIdentity } from './window-identity.ts';

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
    : windowIdentity(surroundings.openDialog);
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
        if (!asks || !(error instanceof InteractionRequiredAuthError)) throw signInFailure(error);
      }
      try {
        return (await application.acquireTokenPopup(request)).accessToken;
      } catch (error) {
        throw signInFailure(error);
      }
    },
  };
}
