/** By what this page is let in: a token that was typed, or an account. Nothing of it outlives the page. */
export interface Entrance {
  /** For each request. */
  headers(): Promise<Record<string, string>>;
  useToken(token: string): void;
  /** Asks the person in a window of the issuer. Rejects with an `AssistantError`; `aborted` when it was closed. */
  openAccount(): Promise<void>;
  leave(): void;
}

/** What gives tokens of an account; asks the person when `asks`. */
export interface Account {
  token(asks: boolean): Promise<string>;
}

/** `openAccount` makes the account of this gateway's issuer, with no question yet. */
export function createEntrance(openAccount: () => Promise<Account>): Entrance {
  let typed: string | undefined;
  let account: Account | undefined;
  return {
    async headers() {
      const token = account ? await account.token(false) : typed;
      return token === undefined ? {} : { authorization: `Bearer ${token}` };
    },
    useToken(token) {
      account = undefined;
      typed = token;
    },
    async openAccount() {
      const opened = await openAccount();
      await opened.token(true);
      typed = undefined;
      account = opened;
    },
    leave() {
      account = undefined;
      typed = undefined;
    },
  };
}
