import { createStandardPublicClientApplication } from '@azure/msal-browser';
import { toAssistantError } from '../../base/errors.ts';
import { fetchSignIn } from '../../core/model/gateway-session.ts';
import { rememberOpener, tellOpener } from '../../host/tell-opener.ts';
import { accountOptions } from './account-options.ts';

/**
 * The page in the window: leads to the issuer, comes back from there with a code, and tells the pane the token. What it keeps
 * in between is in this window's `sessionStorage`, and goes with it.
 */
async function signIn(): Promise<void> {
  rememberOpener();
  const way = await fetchSignIn({ baseUrl: '' });
  if (!('clientId' in way)) throw new Error('no-account');
  const application = await createStandardPublicClientApplication(accountOptions(way, 'sessionStorage'));
  const result = await application.handleRedirectPromise();
  if (!result) {
    await application.loginRedirect({ scopes: way.scopes });
    return;
  }
  const expires = result.expiresOn?.getTime() ?? Date.now() + 5 * 60_000;
  await tellOpener(JSON.stringify({ token: result.accessToken, expires }));
  await application.clearCache();
}

signIn().catch(async (error: unknown) => {
  const code =
    typeof error === 'object' && error !== null && 'errorCode' in error
      ? String(error.errorCode)
      : toAssistantError(error).code;
  await tellOpener(JSON.stringify({ error: code.slice(0, 60) }));
});
