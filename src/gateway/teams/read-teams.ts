import type { AccessConfig } from '../access/access-schema.ts';
import type { ConfigProblem } from '../config/config-error.ts';
import { isLoopback } from '../host-check.ts';
import type { TeamsFile } from './teams-schema.ts';

/** The bot as it is to run. */
export interface TeamsConfig extends Omit<TeamsFile, 'secretEnv'> {
  readonly secret: string | undefined;
  /** Takes activities without a token: on this machine alone, for development. */
  readonly withoutTokens: boolean;
}

/**
 * Says, explicitly, that activities need no token: `1`. With `unless-configured`, as `npm start` has it, there is such a bot
 * where nothing says otherwise: no other bot, no sign-in, no production, no other machine that could reach it.
 */
export const withoutTokensVariable = 'INKSTONE_BOT_WITHOUT_TOKENS';

interface Surroundings {
  readonly mode: AccessConfig['mode'];
  readonly host: string;
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly problems: ConfigProblem[];
}

/** The key `teams` with what the environment says; `undefined` where there is no bot. What is wrong is added to the problems. */
export function readTeams(
  file: TeamsFile | undefined,
  { mode, host, environment, problems }: Surroundings,
): TeamsConfig | undefined {
  const withoutTokens = ['1', 'true'].includes(environment[withoutTokensVariable] ?? '');
  if (withoutTokens && environment['NODE_ENV'] === 'production') {
    problems.push({ key: withoutTokensVariable, code: 'bot-production' });
  }
  if (withoutTokens && !isLoopback(host)) {
    problems.push({ key: withoutTokensVariable, code: 'bot-open', facts: { host } });
  }
  if (!file) {
    const isFree = mode === 'open' && environment['NODE_ENV'] !== 'production' && isLoopback(host);
    const isOffered = environment[withoutTokensVariable] === 'unless-configured' && isFree;
    return withoutTokens || isOffered ? developmentConfig : undefined;
  }
  const { secretEnv, ...rest } = file;
  const secret = environment[secretEnv]?.trim();
  if (!withoutTokens && !file.managedIdentity && !secret) {
    problems.push({ key: 'teams.secretEnv', code: 'bot-secret', facts: { variable: secretEnv } });
  }
  if (file.groupsFromGraph && file.managedIdentity) {
    problems.push({ key: 'teams.groupsFromGraph', code: 'bot-groups' });
  }
  return { ...rest, secret: secret === '' ? undefined : secret, withoutTokens };
}

/** For who runs Microsoft's Agents Playground, or ours, against a gateway that is not registered anywhere. */
const developmentConfig: TeamsConfig = {
  appId: '',
  appTenant: undefined,
  secret: undefined,
  managedIdentity: false,
  tenants: [],
  groups: [],
  groupsFromGraph: false,
  graph: '',
  authority: '',
  model: undefined,
  remembers: true,
  fileMegabytes: 10,
  issuer: '',
  keys: '',
  withoutTokens: true,
};
