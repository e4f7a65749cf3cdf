import { createStore, type StoreApi } from 'zustand/vanilla';
import { AssistantError, toAssistantError } from '../base/errors.ts';
import type { GatewayOptions } from '../core/model/gateway-request.ts';
import { fetchSession, fetchSignIn } from '../core/model/gateway-session.ts';
import {
  surfaceHeader,
  type Feature,
  type Permissions,
  type Session,
  type SignIn,
  type Surface,
} from '../protocol/session.ts';

/**
 * `in`: the gateway knows who this is. `out`: it wants to know first. `unknown`: it was not asked yet, or could not be; then the
 * pane goes on, and what fails says so itself.
 */
export interface AccessState {
  readonly status: 'unknown' | 'in' | 'out';
  readonly session: Session | null;
  /** How to get in, while the status is `out`. */
  readonly signIn: SignIn | null;
  readonly isBusy: boolean;
  /** Why the last try to get in failed. */
  readonly error: AssistantError | null;
}

/** An account of the organisation, by the page or the program that it signs in with. */
export interface Identity {
  /** A token for the gateway. Without `asks` it rejects where a person would have to be asked. */
  token(asks: boolean): Promise<string>;
}

/** Where a token may be kept while the window is open; never beyond that. */
export interface TokenVault {
  read(): string | null;
  write(token: string | null): void;
}

export interface AccessOptions {
  readonly baseUrl: string;
  readonly surface: Surface;
  readonly vault: TokenVault;
  /** In which the gateway is to tell what fails; asked for anew each time. */
  readonly language: () => string;
  /** Loads what signs in at an issuer. */
  readonly openIdentity: (signIn: Extract<SignIn, { clientId: string }>) => Promise<Identity>;
  readonly fetch?: typeof fetch;
}

/** Who the person is for the gateway, and how they get in. */
export interface Access {
  readonly store: StoreApi<AccessState>;
  /** For all that talks to the gateway: with the token, and watchful for its refusal. */
  readonly gateway: GatewayOptions;
  /** Asks the gateway who this is. */
  check(): Promise<void>;
  /** Gets in with a named token; kept in memory, or until the window closes. */
  enter(token: string, keeps: boolean): Promise<void>;
  /** Gets in with an account; may open a window. */
  enterByAccount(): Promise<void>;
  leave(): Promise<void>;
  /** Calls back each time that somebody got in after being kept out. */
  onEntered(callback: () => void): void;
}

/** The token lives here, in memory; the vault has it only when the person asked for that. */
export function createAccess(options: AccessOptions): Access {
  const { vault, surface, baseUrl } = options;
  const store = createStore<AccessState>(() => ({
    status: 'unknown',
    session: null,
    signIn: null,
    isBusy: false,
    error: null,
  }));
  const entered: (() => void)[] = [];
  let token = vault.read();
  let identity: Identity | undefined;
  let checking: Promise<void> | undefined;
  /** Who signed out is not signed in again behind their back. */
  let mayEnterSilently = true;

  /** Without the watch: whether it is refused is what is asked. */
  const plain: GatewayOptions = {
    baseUrl,
    ...(options.fetch && { fetch: options.fetch }),
    async headers() {
      // A token of an account is fetched anew each time: it is renewed in silence before it ends.
      const current = identity ? await identity.token(false).catch(() => token) : token;
      return {
        [surfaceHeader]: surface,
        'accept-language': options.language(),
        ...(current === null ? {} : { authorization: `Bearer ${current}` }),
      };
    },
  };
  const gateway: GatewayOptions = { ...plain, onSignInRequired: () => void check() };

  function check(): Promise<void> {
    checking ??= ask().finally(() => (checking = undefined));
    return checking;
  }

  async function ask(): Promise<void> {
    const wasOut = store.getState().status === 'out';
    try {
      const session = await fetchSession(plain);
      store.setState({ status: 'in', session, signIn: null, error: null });
      if (wasOut) for (const callback of entered) callback();
    } catch (thrown) {
      const error = toAssistantError(thrown);
      if (error.code === 'sign-in-required') await goOut(error, wasOut);
      else store.setState(wasOut ? { error } : { status: 'unknown', session: null });
    }
  }

  async function goOut(error: AssistantError, wasOut: boolean): Promise<void> {
    try {
      const signIn = wasOut ? store.getState().signIn : await fetchSignIn(plain);
      if (signIn && (await enterSilently(signIn))) return;
      const isFirst = error.reason === 'no-token';
      store.setState({ status: 'out', session: null, signIn, error: isFirst ? null : error });
    } catch (thrown) {
      store.setState({ status: 'unknown', error: toAssistantError(thrown) });
    }
  }

  /** Whether the account that is signed in already was enough. */
  async function enterSilently(signIn: SignIn): Promise<boolean> {
    if (!mayEnterSilently || !('clientId' in signIn)) return false;
    mayEnterSilently = false;
    try {
      identity ??= await options.openIdentity(signIn);
      token = await identity.token(false);
      store.setState({ status: 'in', session: await fetchSession(plain), signIn: null, error: null });
    } catch {
      // Then the person is asked.
      return false;
    }
    for (const callback of entered) callback();
    return true;
  }

  async function tryToEnter(enter: () => Promise<void>): Promise<void> {
    if (store.getState().isBusy) return;
    store.setState({ isBusy: true, error: null });
    try {
      await enter();
    } catch (thrown) {
      const error = toAssistantError(thrown);
      store.setState({ error: error.code === 'aborted' ? null : error });
    } finally {
      store.setState({ isBusy: false });
    }
  }

  return {
    store,
    gateway,
    check,
    async enter(given, keeps) {
      await tryToEnter(async () => {
        token = given.trim();
        await check();
        // Kept only once it is known to be good.
        vault.write(keeps && store.getState().status === 'in' ? token : null);
        if (store.getState().status !== 'in') token = null;
      });
    },
    async enterByAccount() {
      await tryToEnter(async () => {
        const { signIn } = store.getState();
        if (!signIn || !('clientId' in signIn))
          throw new AssistantError('unexpected', 'There is no account to sign in with.');
        identity ??= await options.openIdentity(signIn);
        token = await identity.token(true);
        await check();
      });
    },
    async leave() {
      token = null;
      identity = undefined;
      mayEnterSilently = false;
      vault.write(null);
      await check();
    },
    onEntered: (callback) => void entered.push(callback),
  };
}

/** Whether the organisation turned a feature off. */
export function isOff(permissions: Permissions | undefined, feature: Feature): boolean {
  return permissions?.featuresOff.includes(feature) ?? false;
}

/** Why a command may not be used; `null` where it may. */
export function refusalOf(
  permissions: Permissions | undefined,
  command: string,
  surface: string,
): 'command' | 'surface' | 'free-prompts' | null {
  if (!permissions) return null;
  if (permissions.surfaces && !permissions.surfaces.some((allowed) => allowed === surface)) return 'surface';
  if (permissions.commands && !permissions.commands.includes(command)) return 'command';
  const isFree = command === 'custom' || command === 'draft';
  return isFree && permissions.featuresOff.includes('free-prompts') ? 'free-prompts' : null;
}
