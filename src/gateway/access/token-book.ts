import type { AssistantError } from '../../base/errors.ts';
import { ToldFailure } from '../../base/told-failure.ts';
import type { NewToken, TokenSummary } from '../../protocol/administration.ts';
import { whileLocked } from './change-file.ts';
import { createToken, digestOf, readTokens, writeTokens, type NamedToken } from './token-file.ts';

/** The named tokens, for whoever administers them. What is changed holds from the next request on. */
export interface TokenBook {
  list(): readonly TokenSummary[];
  /** The secret is in the answer and nowhere else. Throws `invalid-request` for a name that is taken. */
  add(token: NewToken): { readonly secret: string; readonly token: TokenSummary };
  /** `false` where there is no such token. */
  remove(name: string): boolean;
}

const dayMs = 86_400_000;

export interface TokenBookOptions {
  /** When a token was last used, in milliseconds since the epoch. */
  readonly usedAt: (token: NamedToken) => number | undefined;
  /** Told when the file has been changed here. */
  readonly onChange: () => void;
}

export function createTokenBook(path: string, { usedAt, onChange }: TokenBookOptions): TokenBook {
  const summaryOf = (token: NamedToken): TokenSummary => {
    const used = usedAt(token);
    return {
      name: token.name,
      role: token.role,
      groups: token.groups,
      created: token.created,
      expires: token.expires ?? null,
      lastUsed: used === undefined ? null : new Date(used).toISOString(),
    };
  };
  return {
    list: () => readTokens(path).map(summaryOf),
    add({ name, role, groups, days }) {
      const secret = createToken();
      const now = Date.now();
      const token: NamedToken = {
        name,
        sha256: digestOf(secret),
        groups: [...new Set(groups)],
        role,
        created: new Date(now).toISOString(),
        ...(days === null ? {} : { expires: new Date(now + days * dayMs).toISOString() }),
      };
      whileLocked(path, () => {
        const tokens = readTokens(path);
        if (tokens.some((other) => other.name === name)) throw nameTaken(name);
        writeTokens(path, [...tokens, token]);
      });
      onChange();
      return { secret, token: summaryOf(token) };
    },
    remove(name) {
      const isRemoved = whileLocked(path, () => {
        const tokens = readTokens(path);
        const others = tokens.filter((token) => token.name !== name);
        if (others.length === tokens.length) return false;
        writeTokens(path, others);
        return true;
      });
      onChange();
      return isRemoved;
    },
  };
}

function nameTaken(name: string): AssistantError {
  const words = {
    en: `There is a token "${name}" already. Take another name, or revoke that one first.`,
    zh: `已有名为“${name}”的令牌。请换一个名称，或先吊销原来的令牌。`,
  };
  return new ToldFailure('invalid-request', words, { reason: 'name-taken' });
}
