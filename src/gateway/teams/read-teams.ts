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
    const message =
      'Activities without a token are for development alone, and NODE_ENV is "production". Unset this, and configure "teams".';
    problems.push({ key: withoutTokensVariable, message });
  }
  if (withoutTokens && !isLoopback(host)) {
    const message = `HOST=${host} lets others reach this gateway. Unset this, or leave HOST away.`;
    problems.push({ key: withoutTokensVariable, message });
  }
  if (!file) {
    const isFree = mode === 'open' && environment['NODE_ENV'] !== 'production' && isLoopback(host);
    const isOffered = environment[withoutTokensVariable] === 'unless-configured' && isFree;
    return withoutTokens || isOffered ? developmentConfig : undefined;
  }
  const { secretEnv, ...rest } = file;
  const secret = environment[secretEnv]?.trim();
  if (!withoutTokens && !file.managedIdentity && !secret) {
    const message = `The variable ${secretEnv} is not set. Put the secret of the bot's application into it, or set "managedIdentity".`;
    problems.push({ key: 'teams.secretEnv', message });
  }
  if (file.groupsFromGraph && file.managedIdentity) {
    const message =
      'Groups are asked for with the secret of the application. Give it one, or name groups in "teams.groups".';
    problems.push({ key: 'teams.groupsFromGraph', message });
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
