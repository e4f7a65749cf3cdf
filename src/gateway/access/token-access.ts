import { statSync } from 'node:fs';
import type { Access } from './access.ts';
import { bearerOf, signInRequired } from './bearer.ts';
import { createTokenIndex, readTokens, type TokenIndex } from './token-file.ts';

export interface TokenAccessOptions {
  /** The file of tokens, looked at again whenever it changes: what is removed there is refused from then on. */
  readonly path: string;
  /** Milliseconds since the epoch. */
  readonly now?: () => number;
  /** Told when the file cannot be read any more. */
  readonly warn?: (message: string) => void;
}

/** Named bearer tokens out of a file. */
export function createTokenAccess({ path, now = Date.now, warn }: TokenAccessOptions): Access {
  let version = versionOf(path);
  let tokens = createTokenIndex(readTokens(path));

  function current(): TokenIndex {
    const seen = versionOf(path);
    if (seen === version) return tokens;
    version = seen;
    try {
      tokens = createTokenIndex(readTokens(path));
    } catch (error) {
      // Nobody comes in by a list that may have been meant to shut them out.
      tokens = createTokenIndex([]);
      warn?.(error instanceof Error ? error.message : String(error));
    }
    return tokens;
  }

  return {
    signIn: { mode: 'token' },
    origins: [],
    async identify(request) {
      const found = current().find(bearerOf(request));
      if (!found) throw signInRequired('This token is not known here, or was removed.', 'unknown-token');
      if (found.expires !== undefined && Date.parse(found.expires) <= now()) {
        throw signInRequired('This token has expired. Ask for a new one.', 'expired');
      }
      return { id: `token:${found.name}`, name: found.name, groups: found.groups, role: found.role };
    },
  };
}

/** What changes with the file; one stat costs microseconds, so it is made for each request. */
function versionOf(path: string): string {
  const found = statSync(path, { throwIfNoEntry: false });
  return found ? `${found.ino}:${found.mtimeMs}:${found.size}` : '';
}
