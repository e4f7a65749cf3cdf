import { z } from 'zod';
import { ToldFailure } from '../../base/told-failure.ts';
import type { Access } from './access.ts';
import { issuerProblem, type OidcConfig } from './access-schema.ts';
import { bearerOf, signInRequired } from './bearer.ts';
import { createIssuerKeys, issuerUnreachable, type IssuerKeysOptions } from './issuer-keys.ts';
import { nameIn, namesIn, refuseTooManyGroups, verifyToken, type TokenRules } from './verify-token.ts';

/** The part of an issuer's description that is needed ("OpenID Connect Discovery 1.0", section 3). */
const descriptionSchema = z.looseObject({ issuer: z.string(), jwks_uri: z.url() });

/** People of any OpenID Connect issuer, which describes itself at its well-known address. */
export function createOidcAccess(config: OidcConfig, options: IssuerKeysOptions): Access {
  let rules: Promise<TokenRules> | undefined;

  /** Asked for with the first token, and again while it failed. */
  async function rulesOfIssuer(): Promise<TokenRules> {
    rules ??= discover(config, options);
    try {
      return await rules;
    } catch (error) {
      rules = undefined;
      throw error;
    }
  }

  return {
    signIn: { mode: 'oidc', clientId: config.clientId, authority: config.issuer, scopes: config.askedScopes },
    origins: [new URL(config.issuer).origin],
    async identify(request) {
      const token = bearerOf(request);
      const payload = await verifyToken(token, await rulesOfIssuer());
      const sub: unknown = payload.sub;
      // Else all whom the issuer names so would be one person.
      if (typeof sub !== 'string' || sub === '')
        throw signInRequired({ en: 'The token names no person.', zh: '令牌没有写明人员。' }, 'bad-token');
      refuseTooManyGroups(payload, config.groupsClaim);
      const groups = namesIn(payload, config.groupsClaim);
      const isAdmin = groups.some((group) => config.admins.includes(group));
      return {
        id: `oidc:${config.issuer}#${sub}`,
        name: nameIn(payload),
        groups,
        role: isAdmin ? 'admin' : 'user',
      };
    },
  };
}

async function discover(config: OidcConfig, options: IssuerKeysOptions): Promise<TokenRules> {
  const address = new URL(`${config.issuer}/.well-known/openid-configuration`);
  let json: unknown;
  try {
    const response = await options.fetchJson(address.href, { signal: AbortSignal.timeout(5_000) });
    json = await response.json();
  } catch (cause) {
    throw issuerUnreachable(address, cause);
  }
  const parsed = descriptionSchema.safeParse(json);
  if (!parsed.success) throw issuerUnreachable(address, parsed.error);
  const { issuer, jwks_uri: keysAddress } = parsed.data;
  if (issuerProblem(keysAddress) !== undefined)
    throw issuerUnreachable(address, new Error('its keys come without TLS'));
  // Section 4.3: both must be the same, else one issuer could speak for another. A slash at the end is forgiven.
  if (issuer.replace(/\/+$/, '') !== config.issuer) {
    const words = {
      en: `The sign-in service at ${config.issuer} calls itself by another name. Correct "access.issuer".`,
      zh: `${config.issuer} 的登录服务自称另一个名称。请更正 "access.issuer"。`,
    };
    throw new ToldFailure('gateway-unreachable', words, { reason: 'issuer-unreachable' });
  }
  return {
    keys: createIssuerKeys(new URL(keysAddress), options),
    issuer,
    audience: config.audience,
    algorithms: config.algorithms,
    scope: config.scope,
    ...(options.now ? { now: options.now } : {}),
  };
}
