import { z } from 'zod';
import { says, type ProblemCode } from '../config/problem-words.ts';

const text = z.string().min(1).max(200);
export const guid = z
  .string()
  .regex(/^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i, says('id-form'))
  .transform((id) => id.toLowerCase());

export const httpsOrigin = z.string().transform((value, context) => {
  const problem = issuerProblem(value);
  if (problem === undefined) return value.replace(/\/+$/, '');
  context.addIssue({ code: 'custom', message: problem });
  return z.NEVER;
});

/** What is wrong with the address of an issuer. Keys that were fetched without TLS prove nothing, except on this machine. */
export function issuerProblem(value: string): ProblemCode | undefined {
  let url: URL;
  try {
    url = new URL(value);
  } catch {
    return 'no-issuer';
  }
  const isHere = url.hostname === '127.0.0.1' || url.hostname === 'localhost' || url.hostname === '[::1]';
  if (url.protocol !== 'https:' && !(url.protocol === 'http:' && isHere)) return 'issuer-scheme';
  if (url.search !== '' || url.hash !== '' || url.username !== '') return 'issuer-parts';
  return undefined;
}

/** Signing algorithms with a public key; a shared secret (HS…) or none is never among them. */
const algorithm = z.enum([
  'RS256',
  'RS384',
  'RS512',
  'PS256',
  'PS384',
  'PS512',
  'ES256',
  'ES384',
  'ES512',
  'EdDSA',
  'Ed25519',
]);

const open = z.strictObject({ mode: z.literal('open') });

const token = z.strictObject({
  mode: z.literal('token'),
  /** Relative to the configuration file. */
  tokensFile: z.string().min(1).default('inkstone.tokens.json'),
});

const entra = z.strictObject({
  mode: z.literal('entra'),
  /** The application's id in Entra. */
  clientId: guid,
  /** The tenants whose people may come in. */
  tenants: z.array(guid).min(1, says('no-tenant')),
  /** What `aud` may be; the client id when absent. */
  audience: z.array(text).min(1).optional(),
  /** The scope that the application exposes, without its `api://` part. */
  scope: text.default('access_as_user'),
  /** Roles of the application, or object ids of groups, whose members are administrators. */
  admins: z.array(text).default(['Inkstone.Admin']),
  /** Of a national cloud, such as https://login.partner.microsoftonline.cn. */
  authority: httpsOrigin.default('https://login.microsoftonline.com'),
});

const oidc = z.strictObject({
  mode: z.literal('oidc'),
  issuer: httpsOrigin,
  clientId: text,
  audience: z.array(text).min(1, says('no-audience')),
  /** A scope that a token must have; none when absent. */
  scope: text.optional(),
  /** What the pane asks for when it signs in. */
  askedScopes: z.array(text).default(['openid', 'profile']),
  algorithms: z.array(algorithm).min(1).default(['RS256', 'PS256', 'ES256', 'EdDSA']),
  /** The claim with the person's groups, names parted by dots where it is nested: `realm_access.roles`. */
  groupsClaim: text.default('groups'),
  /** Groups whose members are administrators. */
  admins: z.array(text).default([]),
});

/** `access` in `inkstone.config.json`: who may use this gateway. */
export const accessSchema = z.discriminatedUnion('mode', [open, token, entra, oidc]);
export type AccessConfig = z.infer<typeof accessSchema>;
export type EntraConfig = Extract<AccessConfig, { mode: 'entra' }>;
export type OidcConfig = Extract<AccessConfig, { mode: 'oidc' }>;
