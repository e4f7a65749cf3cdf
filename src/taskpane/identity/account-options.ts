import { ProtocolMode, type Configuration } from '@azure/msal-browser';
import type { SignIn } from '../../protocol/session.ts';
import { redirectPath } from './window-identity.ts';

export type AccountSignIn = Extract<SignIn, { clientId: string }>;

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
