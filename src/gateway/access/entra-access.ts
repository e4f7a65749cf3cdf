import { z } from 'zod';
import type { Access } from './access.ts';
import type { EntraConfig } from './access-schema.ts';
import { bearerOf, signInRequired } from './bearer.ts';
import { createIssuerKeys, peekJson, type FetchJson, type IssuerKeysOptions } from './issuer-keys.ts';
import { nameIn, namesIn, refuseTooManyGroups, verifyToken, type TokenRules } from './verify-token.ts';

/**
 * People of Microsoft Entra ID, by access tokens (version 2) for an application of the organisation's own. A person is known
 * by tenant and object id, which stay the same when the name or the address changes.
 */
export function createEntraAccess(config: EntraConfig, options: IssuerKeysOptions): Access {
  const [tenant] = config.tenants;
  const single = config.tenants.length === 1 && tenant !== undefined ? tenant : undefined;
  const keysAddress = new URL(`${config.authority}/${single ?? 'common'}/discovery/v2.0/keys`);
  const rules: TokenRules = {
    keys: createIssuerKeys(keysAddress, { ...options, fetchJson: withKeysOf(config.tenants, options.fetchJson) }),
    // One issuer for each tenant: a token of any other is refused by its issuer already.
    issuer: config.tenants.map((id) => `${config.authority}/${id}/v2.0`),
    audience: config.audience ?? [config.clientId],
    algorithms: ['RS256'],
    scope: config.scope,
    ...(options.now ? { now: options.now } : {}),
  };
  return {
    signIn: {
      mode: 'entra',
      clientId: config.clientId,
      authority: `${config.authority}/${single ?? 'organizations'}`,
      scopes: [`${applicationOf(config)}/${config.scope}`],
    },
    origins: [config.authority],
    async identify(request) {
      const payload = await verifyToken(bearerOf(request), rules);
      const { tid, oid } = payload;
      const isPerson = typeof oid === 'string' && oid !== '';
      if (typeof tid !== 'string' || !isPerson || payload.iss !== `${config.authority}/${tid}/v2.0`) {
        throw signInRequired(
          { en: 'The token names no tenant and person.', zh: '令牌没有写明租户和人员。' },
          'bad-token',
        );
      }
      refuseTooManyGroups(payload, 'groups');
      const groups = [...namesIn(payload, 'groups'), ...namesIn(payload, 'roles')];
      const isAdmin = groups.some((group) => config.admins.includes(group));
      return { id: `entra:${tid}:${oid}`, name: nameIn(payload), groups, role: isAdmin ? 'admin' : 'user' };
    },
  };
}

/** What the scope's full name begins with. */
function applicationOf({ audience, clientId }: EntraConfig): string {
  return audience?.find((name) => name.includes('://')) ?? `api://${clientId}`;
}

/**
 * The keys of Entra without those that it says are another tenant's, such as the one of personal accounts: `common` has them all, and
 * a key of theirs must not vouch for people of ours.
 */
function withKeysOf(tenants: readonly string[], fetchJson: FetchJson): FetchJson {
  return async (address, init) => {
    const response = await fetchJson(address, init);
    const parsed = keysSchema.safeParse(await peekJson(response));
    if (!parsed.success) return response;
    const keys = parsed.data.keys.filter(({ issuer = '' }) => {
      const tenant = /[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}/i.exec(issuer)?.[0].toLowerCase();
      return tenant === undefined || tenants.includes(tenant);
    });
    return Response.json({ ...parsed.data, keys }, { status: response.status });
  };
}

const keysSchema = z.looseObject({ keys: z.array(z.looseObject({ issuer: z.string().optional() })) });
