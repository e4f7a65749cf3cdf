import type { IncomingMessage } from 'node:http';
import { decodeProtectedHeader, type JWTVerifyGetKey } from 'jose';
import { z } from 'zod';
import { ToldFailure } from '../../base/told-failure.ts';
import { bearerOf, signInRequired } from '../access/bearer.ts';
import { createIssuerKeys, peekJson, type FetchJson, type IssuerKeysOptions } from '../access/issuer-keys.ts';
import { verifyToken } from '../access/verify-token.ts';
import type { Person } from '../chat-stage.ts';
import { isLoopback } from '../host-check.ts';
import { refuseForeignPage } from '../routes/refuse-foreign-page.ts';
import type { TeamsConfig } from './read-teams.ts';

/** What of an activity says where it comes from. */
const originSchema = z.looseObject({
  type: z.string().min(1).max(100),
  channelId: z.literal('msteams'),
  serviceUrl: z.string().max(2000),
  from: z.looseObject({ id: z.string(), name: z.string().optional(), aadObjectId: z.string().optional() }),
  conversation: z.looseObject({ id: z.string().min(1).max(500), tenantId: z.string().optional() }),
  channelData: z.looseObject({ tenant: z.looseObject({ id: z.string().optional() }).optional() }).optional(),
});

/** Lets in activities of Microsoft's Bot Framework for this bot, and nothing else. */
export interface ActivityAccess {
  /**
   * Who wrote the activity; `undefined` for one that is nobody's, such as the news that the bot was installed. Throws
   * `sign-in-required` for a token that is missing or wrong, `policy-forbids` for a tenant that may not, and
   * `invalid-request` for what is no activity.
   */
  check(request: IncomingMessage, activity: unknown): Promise<Person | undefined>;
}

export function createActivityAccess(config: TeamsConfig, options: IssuerKeysOptions): ActivityAccess {
  const checkToken = config.withoutTokens ? checkHere : createTokenCheck(config, options);
  return {
    async check(request, activity) {
      const parsed = originSchema.safeParse(activity);
      // The token comes first: who has none learns nothing about the form.
      await checkToken(request, z.looseObject({ serviceUrl: z.string() }).safeParse(activity).data?.serviceUrl);
      if (!parsed.success)
        throw new ToldFailure('invalid-request', {
          en: 'This is no activity of Teams.',
          zh: '这不是 Teams 的活动。',
        });
      const { from, conversation, channelData } = parsed.data;
      const tenant = (conversation.tenantId ?? channelData?.tenant?.id ?? '').toLowerCase();
      if (!config.withoutTokens && !config.tenants.includes(tenant)) {
        const words = { en: 'The bot is not for people of this tenant.', zh: '机器人不对此租户的人开放。' };
        throw new ToldFailure('policy-forbids', words, { reason: 'tenant' });
      }
      const object = from.aadObjectId?.toLowerCase();
      if (object === undefined || !isId(object) || !isId(tenant)) return undefined;
      // The same person as at the pane, whom Entra knows by the same two ids.
      return {
        id: `entra:${tenant}:${object}`,
        name: (from.name ?? '').slice(0, 200),
        groups: config.groups,
        role: 'user',
      };
    },
  };
}

function isId(text: string): boolean {
  return /^[\w-]{1,64}$/.test(text);
}

type TokenCheck = (request: IncomingMessage, serviceUrl: string | undefined) => Promise<void>;

function createTokenCheck(config: TeamsConfig, options: IssuerKeysOptions): TokenCheck {
  const endorsements = createEndorsements(options.fetchJson);
  const keys: JWTVerifyGetKey = createIssuerKeys(new URL(config.keys), {
    ...options,
    fetchJson: endorsements.fetchJson,
  });
  const isHere = isLoopback(new URL(config.issuer).hostname);
  return async (request, serviceUrl) => {
    const token = bearerOf(request);
    const payload = await verifyToken(token, {
      keys,
      issuer: config.issuer,
      audience: [config.appId],
      algorithms: ['RS256'],
      scope: undefined,
      requiredClaims: ['exp', 'serviceurl'],
      ...(options.now ? { now: options.now } : {}),
    });
    if (!endorsements.allow(decodeProtectedHeader(token).kid, 'msteams')) {
      throw signInRequired(
        { en: 'The key of the token does not speak for Teams.', zh: '令牌的密钥不代表 Teams。' },
        'wrong-channel',
      );
    }
    // Answers go to the activity's address: it must be the one that the token was made for.
    const claimed = payload['serviceurl'];
    if (serviceUrl === undefined || typeof claimed !== 'string' || bare(claimed) !== bare(serviceUrl)) {
      throw signInRequired(
        { en: 'The token was made for another service.', zh: '令牌是为另一个服务签发的。' },
        'wrong-service',
      );
    }
    if (!serviceUrl.startsWith('https://') && !isHere) {
      throw signInRequired(
        { en: 'The service has no address with https.', zh: '服务的地址不是 https。' },
        'wrong-service',
      );
    }
  };
}

function bare(address: string): string {
  return address.replace(/\/+$/, '').toLowerCase();
}

/**
 * Which channels each key of the issuer speaks for, as its list of keys says. A key that lists none speaks for all, as
 * Microsoft's own libraries have it.
 */
function createEndorsements(fetchJson: FetchJson): {
  readonly fetchJson: FetchJson;
  allow(key: string | undefined, channel: string): boolean;
} {
  let known = new Map<string, readonly string[]>();
  return {
    async fetchJson(address, init) {
      const response = await fetchJson(address, init);
      const parsed = keysSchema.safeParse(await peekJson(response));
      if (parsed.success) known = new Map(parsed.data.keys.map(({ kid, endorsements }) => [kid, endorsements]));
      return response;
    },
    allow(key, channel) {
      const listed = known.get(key ?? '') ?? [];
      return listed.length === 0 || listed.includes(channel);
    },
  };
}

const keysSchema = z.looseObject({
  keys: z.array(z.looseObject({ kid: z.string(), endorsements: z.array(z.string()).default([]) })),
});

/** Without tokens: only what a program on this machine sends, for answers that stay on it. */
async function checkHere(request: IncomingMessage, serviceUrl: string | undefined): Promise<void> {
  refuseForeignPage(request);
  const from = request.socket.remoteAddress?.replace(/^::ffff:/, '');
  if (from === undefined || !isLoopback(from)) {
    throw signInRequired(
      { en: 'Activities without a token are taken from this machine alone.', zh: '没有令牌的活动只接受来自本机的。' },
      'no-token',
    );
  }
  const to = serviceUrl !== undefined && URL.canParse(serviceUrl) ? new URL(serviceUrl).hostname : '';
  if (!isLoopback(to)) {
    throw signInRequired(
      {
        en: 'Without tokens, answers go to services on this machine alone.',
        zh: '没有令牌时，回答只发往本机上的服务。',
      },
      'wrong-service',
    );
  }
}
