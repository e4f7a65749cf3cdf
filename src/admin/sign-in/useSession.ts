import { useCallback, useEffect, useState } from 'react';
import { toAssistantError, type AssistantError } from '../../base/errors.ts';
import type { Session, SignIn } from '../../protocol/session.ts';
import type { AdminGateway } from '../admin-gateway.ts';
import type { Entrance } from './entrance.ts';

export interface SessionState {
  /** Who is in; stays while they sign in again, so that what they typed stays with it. `null` before. */
  readonly session: Session | null;
  /** How to sign in, when that is needed. */
  readonly signIn: SignIn | null;
  readonly error: AssistantError | null;
  readonly isBusy: boolean;
  readonly enterByToken: (token: string) => void;
  readonly enterByAccount: () => void;
  readonly leave: () => void;
}

/** Who is signed in at this page. `needed` tells when a request was refused for want of a sign-in. */
export function useSession(
  gateway: AdminGateway,
  entrance: Entrance,
  needed: { readonly subscribe: (listen: () => void) => () => void },
): SessionState {
  const [session, setSession] = useState<Session | null>(null);
  const [signIn, setSignIn] = useState<SignIn | null>(null);
  const [error, setError] = useState<AssistantError | null>(null);
  const [isBusy, setBusy] = useState(true);

  /** Goes by who the gateway says is there, or by why it says nobody is. */
  const follow = useCallback(
    (asked: Promise<Session>): Promise<void> =>
      asked
        .then(
          (found) => {
            setSession(found);
            setSignIn(null);
          },
          async (thrown: unknown) => {
            const reason = toAssistantError(thrown);
            // Not a complaint to who has only just opened the page, or closed the window.
            if (reason.reason !== 'no-token' && reason.code !== 'aborted') setError(reason);
            if (reason.code === 'sign-in-required') setSignIn(await gateway.signIn().catch(() => null));
          },
        )
        .finally(() => setBusy(false)),
    [gateway],
  );
  useEffect(() => void follow(gateway.session()), [follow, gateway]);
  useEffect(() => needed.subscribe(() => void gateway.signIn().then(setSignIn, () => undefined)), [gateway, needed]);
  const enter = (by: () => Promise<void>): void => {
    setBusy(true);
    setError(null);
    void follow(by().then(() => gateway.session()));
  };
  return {
    session,
    signIn,
    error,
    isBusy,
    enterByToken: (token) => enter(async () => entrance.useToken(token)),
    enterByAccount: () => enter(() => entrance.openAccount()),
    leave() {
      setSession(null);
      enter(async () => entrance.leave());
    },
  };
}
