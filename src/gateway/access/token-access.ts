import type { Access, Revocations } from './access.ts';
import { bearerOf, signInRequired, tokenIn } from './bearer.ts';
import { versionOfFile } from './change-file.ts';
import { reasonOf, type Words } from '../language.ts';
import { createTokenBook, type TokenBook } from './token-book.ts';
import { createTokenIndex, readTokens, type NamedToken } from './token-file.ts';

export interface TokenAccessOptions {
  /** The file of tokens, looked at again whenever it changes: what is removed there is refused from then on. */
  readonly path: string;
  /** Milliseconds since the epoch. */
  readonly now?: () => number;
  /** Told when the file cannot be read any more. */
  readonly warn?: (message: Words) => void;
}

/** What the command line or another gateway took away is refused after this time at the latest; what was changed here, or added anywhere, counts at once. */
const lookEveryMs = 20;

/** Named bearer tokens out of a file. */
export function createTokenAccess({
  path,
  now = Date.now,
  warn,
}: TokenAccessOptions): Access & { readonly tokens: TokenBook; readonly revocations: Revocations } {
  /** When each token was last used here, by its digest: a new one of the same name begins anew. */
  const used = new Map<string, number>();
  let version = versionOfFile(path);
  let tokens = createTokenIndex(readTokens(path));
  /** The last that could be read. */
  let known = tokens;
  let lookedAt = now();

  function find(secret: string): NamedToken | undefined {
    const time = now();
    // A clock that was put back is no reason not to look.
    const isRecent = time >= lookedAt && time - lookedAt < lookEveryMs;
    const found = isRecent ? tokens.find(secret) : undefined;
    if (found) return found;
    lookedAt = time;
    look();
    return tokens.find(secret);
  }

  function look(): void {
    const seen = versionOfFile(path);
    if (seen === version) return;
    version = seen;
    try {
      tokens = createTokenIndex(readTokens(path));
      known = tokens;
    } catch (error) {
      // Nobody comes in by a list that may have been meant to shut them out.
      tokens = createTokenIndex([]);
      warn?.(reasonOf(error));
    }
  }

  return {
    signIn: { mode: 'token' },
    origins: [],
    tokens: createTokenBook(path, {
      usedAt: ({ sha256 }) => used.get(sha256),
      onChange: () => (lookedAt = Number.NEGATIVE_INFINITY),
    }),
    revocations: {
      version() {
        look();
        return known;
      },
      isRevoked(request) {
        const token = tokenIn(request);
        return token !== undefined && known.find(token) === undefined;
      },
    },
    async identify(request) {
      const found = find(bearerOf(request));
      if (!found)
        throw signInRequired(
          { en: 'This token is not known here, or was removed.', zh: '此处没有这个令牌，或它已被删除。' },
          'unknown-token',
        );
      if (found.expires !== undefined && Date.parse(found.expires) <= now()) {
        throw signInRequired(
          { en: 'This token has expired. Ask for a new one.', zh: '这个令牌已过期，请索取新的令牌。' },
          'expired',
        );
      }
      used.set(found.sha256, now());
      return { id: `token:${found.name}`, name: found.name, groups: found.groups, role: found.role };
    },
  };
}
