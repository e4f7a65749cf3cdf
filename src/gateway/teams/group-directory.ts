import { z } from 'zod';
import { ToldFailure } from '../../base/told-failure.ts';
import type { FetchJson } from '../access/issuer-keys.ts';
import type { Words } from '../language.ts';
import type { TeamsConfig } from './read-teams.ts';

/** Which groups of Entra people are in. Teams tells a bot who somebody is, and nothing of their groups. */
export interface GroupDirectory {
  /**
   * Object ids of the groups, those within groups too. Throws `gateway-unreachable` with the reason `groups-unknown` where they
   * cannot be had: who is let in without groups is under no policy of theirs.
   */
  groupsOf(tenant: string, person: string): Promise<readonly string[]>;
}

export interface GroupDirectoryOptions {
  readonly request: FetchJson;
  /** Told why groups cannot be had, once until they can again. */
  readonly onProblem: (message: Words) => void;
  /** Milliseconds. */
  readonly now?: () => number;
}

/** How long groups count as known, and how long they are gone on with while Graph is away. */
const freshMs = 10 * 60_000;
const usableMs = 2 * 3_600_000;
/** A token is not used in the last minute of its life. */
const tokenMarginMs = 60_000;
const requestMs = 4_000;
const mostPeople = 20_000;

interface Known {
  readonly groups: readonly string[];
  readonly at: number;
}

const tokenSchema = z.looseObject({ access_token: z.string().min(1), expires_in: z.coerce.number() });
const groupsSchema = z.looseObject({ value: z.array(z.string()) });

/** Asks Microsoft Graph as the bot's application, which needs `User.ReadBasic.All` and `GroupMember.Read.All`. */
export function createGroupDirectory(config: TeamsConfig, options: GroupDirectoryOptions): GroupDirectory {
  const { request, onProblem, now = Date.now } = options;
  const people = new Map<string, Known>();
  const tokens = new Map<string, { readonly token: string; readonly until: number }>();
  const running = new Map<string, Promise<readonly string[]>>();
  let isAway = false;

  async function post(address: string, headers: Readonly<Record<string, string>>, body: string): Promise<unknown> {
    const signal = AbortSignal.timeout(requestMs);
    const response = await request(address, { method: 'POST', headers, body, signal });
    if (!response.ok) throw new Error(`${new URL(address).host} answers ${response.status}`);
    return response.json();
  }

  async function tokenFor(tenant: string): Promise<string> {
    const known = tokens.get(tenant);
    if (known && now() < known.until) return known.token;
    const form = new URLSearchParams({
      grant_type: 'client_credentials',
      client_id: config.appId,
      client_secret: config.secret ?? '',
      scope: `${config.graph}/.default`,
    });
    const headers = { 'content-type': 'application/x-www-form-urlencoded' };
    const answer = await post(`${config.authority}/${tenant}/oauth2/v2.0/token`, headers, form.toString());
    const { access_token: token, expires_in: seconds } = tokenSchema.parse(answer);
    tokens.set(tenant, { token, until: now() + seconds * 1000 - tokenMarginMs });
    return token;
  }

  async function ask(tenant: string, person: string): Promise<readonly string[]> {
    const headers = { 'content-type': 'application/json', authorization: `Bearer ${await tokenFor(tenant)}` };
    const address = `${config.graph}/v1.0/users/${encodeURIComponent(person)}/getMemberGroups`;
    const { value } = groupsSchema.parse(await post(address, headers, '{"securityEnabledOnly":false}'));
    return value;
  }

  async function learn(tenant: string, person: string, key: string): Promise<readonly string[]> {
    try {
      const groups = await ask(tenant, person);
      people.delete(key);
      people.set(key, { groups, at: now() });
      const [oldest] = people.keys();
      if (people.size > mostPeople && oldest !== undefined) people.delete(oldest);
      isAway = false;
      return groups;
    } catch (error) {
      if (!isAway) onProblem(explain(error));
      isAway = true;
      const known = people.get(key);
      if (known && now() - known.at < usableMs) return known.groups;
      const words = {
        en: 'The groups of this person are not known.',
        zh: '暂时查不到此人所在的组。',
      };
      throw new ToldFailure('gateway-unreachable', words, {
        reason: 'groups-unknown',
        retryable: true,
        cause: error,
      });
    }
  }

  return {
    async groupsOf(tenant, person) {
      const key = `${tenant}:${person}`;
      const known = people.get(key);
      if (known && now() - known.at < freshMs) return known.groups;
      const asked = running.get(key) ?? learn(tenant, person, key).finally(() => running.delete(key));
      running.set(key, asked);
      return asked;
    },
  };
}

function explain(error: unknown): Words {
  const why = error instanceof z.ZodError || !(error instanceof Error) ? 'it answered something else' : error.message;
  return {
    en:
      `The groups of people in Teams cannot be had from Microsoft Graph: ${why}. Let the bot's application have the ` +
      'permissions User.ReadBasic.All and GroupMember.Read.All, with the consent of an administrator (docs/teams-bot.md).',
    zh:
      `无法从 Microsoft Graph 获取 Teams 人员所在的组：${why}。请为机器人的应用授予 User.ReadBasic.All 和 ` +
      'GroupMember.Read.All 权限，并由管理员同意（docs/teams-bot.md）。',
  };
}
