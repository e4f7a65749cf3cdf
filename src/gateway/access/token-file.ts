import { hash, randomBytes } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { z } from 'zod';
import { ConfigError } from '../config/config-error.ts';
import { replaceFile } from './change-file.ts';

const tokenSchema = z.strictObject({
  name: z.string().regex(/^[\w.@+-]{1,100}$/),
  /** `digestOf` the whole token. */
  sha256: z.string().regex(/^[\w-]{43}$/),
  groups: z.array(z.string().min(1)).default([]),
  role: z.enum(['user', 'admin']).default('user'),
  created: z.iso.datetime(),
  expires: z.iso.datetime().optional(),
});
/** A token as it is kept: whose it is, and a digest that it cannot be made from. */
export type NamedToken = z.infer<typeof tokenSchema>;

const fileSchema = z.strictObject({ tokens: z.array(tokenSchema) });

/** The tokens in the file; none where there is no file. Throws `ConfigError` for a file that is not ours. */
export function readTokens(path: string): NamedToken[] {
  if (!existsSync(path)) return [];
  try {
    return fileSchema.parse(JSON.parse(readFileSync(path, 'utf8'))).tokens;
  } catch {
    throw new ConfigError(path, [{ key: 'tokens', code: 'no-tokens-file' }]);
  }
}

/** Puts the new list in the place of the old one in one step. */
export function writeTokens(path: string, tokens: readonly NamedToken[]): void {
  replaceFile(path, `${JSON.stringify({ tokens }, null, 2)}\n`);
}

/** A new token; only its digest is ever kept. */
export function createToken(): string {
  return `ink_${randomBytes(32).toString('base64url')}`;
}

/**
 * One round of SHA-256, without salt, and not scrypt: a token is 256 random bits that nobody chose, so there is no
 * dictionary to slow down and no two tokens are alike, while scrypt would cost each request tens of milliseconds and give
 * whoever sends wrong tokens a way to keep the gateway busy. In base64url.
 */
export function digestOf(token: string): string {
  return hash('sha256', token, 'base64url');
}

/** Tokens to look one up in, again and again. */
export interface TokenIndex {
  /**
   * Whose token this is. It is looked up by its digest: how long that takes may tell something of digests, which nobody can
   * choose and from which no token can be made, and nothing of tokens.
   */
  find(token: string): NamedToken | undefined;
}

export function createTokenIndex(tokens: readonly NamedToken[]): TokenIndex {
  const byDigest = new Map(tokens.map((token) => [token.sha256, token]));
  return { find: (token) => byDigest.get(digestOf(token)) };
}
