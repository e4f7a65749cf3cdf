import type { IncomingMessage } from 'node:http';
import type { SignIn } from '../../protocol/session.ts';
import type { Person } from '../chat-stage.ts';
import type { TokenBook } from './token-book.ts';

/** Tells of people who were let in and are shut out since. */
export interface Revocations {
  /** Another value than before whenever somebody may have been. */
  version(): unknown;
  /** Whether whoever sent this request was let in by what has been taken away. */
  isRevoked(request: IncomingMessage): boolean;
}

/** Who may use the gateway, and how a person who wants to can. */
export interface Access {
  /** Throws `sign-in-required` for who may not, `gateway-unreachable` when that cannot be told for now. */
  identify(request: IncomingMessage): Promise<Person>;
  /** What a pane must know to sign somebody in; no secret. */
  readonly signIn: SignIn;
  /** Origins that the pane talks to when it signs somebody in. */
  readonly origins: readonly string[];
  /** The named tokens by which people come in, in the mode that has them. */
  readonly tokens?: TokenBook;
  /** In the mode that hears of it: an issuer tells nobody. */
  readonly revocations?: Revocations;
}
