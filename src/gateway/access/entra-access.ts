import { AssistantError } from '../../base/errors.ts';
import type { Access } from './access.ts';
import type { EntraConfig } from './access-schema.ts';
import { bearerOf, signInRequired } from './bearer.ts';
import { createIssuerKeys, type IssuerKeysOptions } from './issuer-keys.ts';
import { nameIn, namesIn, verifyToken, type TokenRules } from './verify-token.ts';

/**
 * People of Microsoft Entra ID, by access tokens (version 2) for an application of the organisation's own. A person is known
 * by tenant and object id, which stay the same when the name or the address changes.
 */
export function createEntraAccess(config: EntraConfig, options: IssuerKeysOptions): Access {
  const [tenant] = config.tenants;
  const single = config.tenants.length === 1 && tenant !== undefined ? tenant : undefined;
  const keysAddress = new URL(`${config.authority}/${single ?? 'common'}/discovery/v2.0/keys`);
  const rules: TokenRules = {
    keys: createIssuerKeys(keysAddress, options),
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
      if (hasMoreGroups(payload['_claim_names'])) throw tooManyGroups();
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

/** Entra leaves the groups out where they are more than 200, and says so here. */
function hasMoreGroups(claimNames: unknown): boolean {
  return typeof claimNames === 'object' && claimNames !== null && 'groups' in claimNames;
}

/** Refused, not let in without groups: a policy that a group is under would then not hold. */
function tooManyGroups(): AssistantError {
  const words = {
    en:
      'This account is in more groups than a token holds. Its administrator can let the application have ' +
      '"Groups assigned to the application" alone, or use roles of the application.',
    zh: '此账户所属的组超过令牌能容纳的数量。租户管理员可以让应用只取得“分配给应用的组”，或改用应用角色。',
  };
  return signInRequired(words, 'too-many-groups');
}
