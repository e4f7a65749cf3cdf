import { ProtocolMode, type Configuration } from '@azure/msal-browser';
import type { SignIn } from '../../protocol/session.ts';

export type AccountSignIn = Extract<SignIn, { clientId: string }>;

/** Where the sign-in page of the issuer leads back to; it is registered with the application as one of a single-page app. */
export const redirectPath = '/taskpane/sign-in.html';

/** What Microsoft's library needs to know of the issuer. */
export function accountOptions(
  signIn: AccountSignIn,
  cacheLocation: 'memoryStorage' | 'sessionStorage',
): Configuration {
  return {
    auth: {
      clientId: signIn.clientId,
      authority: signIn.authority,
      knownAuthorities: [new URL(signIn.authority).host],
      redirectUri: `${location.origin}${redirectPath}`,
    },
    system: { protocolMode: signIn.mode === 'entra' ? ProtocolMode.AAD : ProtocolMode.OIDC },
    // Never localStorage, which outlives the window.
    cache: { cacheLocation },
  };
}
