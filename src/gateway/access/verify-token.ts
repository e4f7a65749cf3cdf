import { errors, jwtVerify, type JWTPayload, type JWTVerifyGetKey } from 'jose';
import { AssistantError } from '../../base/errors.ts';
import { signInRequired } from './bearer.ts';

export interface TokenRules {
  readonly keys: JWTVerifyGetKey;
  readonly issuer: string | readonly string[];
  readonly audience: readonly string[];
  readonly algorithms: readonly string[];
  /** A scope that must be among those of the token; any when absent. */
  readonly scope: string | undefined;
  /** Claims that must be there; `exp` and `sub` when absent. */
  readonly requiredClaims?: readonly string[];
  readonly now?: () => number;
}

/** Clocks of two machines differ by a little. */
const toleranceSeconds = 30;

/**
 * The claims of a token that keeps all the rules. Throws `sign-in-required` for any other, with a message that says what
 * to do about it and nothing of what the token holds.
 */
export async function verifyToken(token: string, rules: TokenRules): Promise<JWTPayload> {
  let payload: JWTPayload;
  try {
    ({ payload } = await jwtVerify(token, rules.keys, {
      issuer: typeof rules.issuer === 'string' ? rules.issuer : [...rules.issuer],
      audience: [...rules.audience],
      algorithms: [...rules.algorithms],
      requiredClaims: [...(rules.requiredClaims ?? ['exp', 'sub'])],
      clockTolerance: toleranceSeconds,
      currentDate: new Date((rules.now ?? Date.now)()),
    }));
  } catch (error) {
    throw error instanceof AssistantError ? error : explain(error);
  }
  if (rules.scope !== undefined && !scopesOf(payload).includes(rules.scope)) {
    throw signInRequired(
      { en: `The token lacks the scope "${rules.scope}".`, zh: `令牌缺少权限范围“${rules.scope}”。` },
      'wrong-scope',
    );
  }
  return payload;
}

function explain(error: unknown): AssistantError {
  if (error instanceof errors.JWTExpired)
    return signInRequired({ en: 'The sign-in has expired. Sign in again.', zh: '登录已过期，请重新登录。' }, 'expired');
  if (error instanceof errors.JWTClaimValidationFailed) {
    switch (error.claim) {
      case 'iss':
        return signInRequired(
          { en: 'The token is of another issuer than this gateway trusts.', zh: '令牌的签发者不是此网关所信任的。' },
          'wrong-issuer',
        );
      case 'aud':
        return signInRequired(
          { en: 'The token is meant for another application.', zh: '令牌是给另一个应用的。' },
          'wrong-audience',
        );
      case 'nbf':
        return signInRequired(
          {
            en: 'The token is not valid yet. Check the clock of this computer.',
            zh: '令牌尚未生效，请检查这台电脑的时钟。',
          },
          'not-yet-valid',
        );
      default:
        return signInRequired(
          { en: `The token lacks a right "${error.claim}".`, zh: `令牌缺少有效的“${error.claim}”。` },
          'bad-token',
        );
    }
  }
  return signInRequired(
    {
      en: 'The token was not signed by the issuer that this gateway trusts.',
      zh: '令牌不是由此网关所信任的签发者签名的。',
    },
    'bad-signature',
  );
}

/** Both ways in which issuers write scopes: parted by spaces, or a list. */
function scopesOf(payload: JWTPayload): string[] {
  const given = payload['scp'] ?? payload['scope'];
  if (typeof given === 'string') return given.split(' ');
  return Array.isArray(given) ? given.filter((scope): scope is string => typeof scope === 'string') : [];
}

/** A claim that is a list of names, by a path whose parts are parted by dots; one name counts as a list. */
export function namesIn(payload: JWTPayload, path: string): string[] {
  let value: unknown = payload[path];
  if (value === undefined) {
    value = path
      .split('.')
      .reduce<unknown>(
        (inner, part) =>
          typeof inner === 'object' && inner !== null && Object.hasOwn(inner, part)
            ? (inner as Record<string, unknown>)[part]
            : undefined,
        payload,
      );
  }
  if (typeof value === 'string') return [value];
  return Array.isArray(value) ? value.filter((name): name is string => typeof name === 'string') : [];
}

/**
 * Throws `sign-in-required` where an issuer had no room for the groups and says in the token where else they are ("OpenID Connect Core
 * 1.0", section 5.6.2; Entra does beyond 200). Who was let in without groups would be under no policy of theirs.
 */
export function refuseTooManyGroups(payload: JWTPayload, claim: string): void {
  const elsewhere = payload['_claim_names'];
  const [top = claim] = claim.split('.', 1);
  const isElsewhere =
    typeof elsewhere === 'object' &&
    elsewhere !== null &&
    (Object.hasOwn(elsewhere, claim) || Object.hasOwn(elsewhere, top));
  // Entra's sign where a token came without a server in between.
  if (!isElsewhere && !(claim === 'groups' && String(payload['hasgroups']) === 'true')) return;
  throw signInRequired(
    {
      en:
        'This account is in more groups than a token holds. Its administrator can let the application have ' +
        '"Groups assigned to the application" alone, or use roles of the application.',
      zh: '此账户所属的组超过令牌能容纳的数量。租户管理员可以让应用只取得“分配给应用的组”，或改用应用角色。',
    },
    'too-many-groups',
  );
}

/** What a person is called, out of the claims that issuers put it in. */
export function nameIn(payload: JWTPayload): string {
  const given = payload['name'] ?? payload['preferred_username'] ?? payload['email'];
  return typeof given === 'string' ? given.slice(0, 200) : '';
}
