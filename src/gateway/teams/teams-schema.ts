import { z } from 'zod';
import { guid, httpsOrigin } from '../access/access-schema.ts';
import { says } from '../config/problem-words.ts';
import { variableName } from '../config/variable-name.ts';

/** `teams` in `inkstone.config.json`: the bot and the message extension. */
export const teamsSchema = z.strictObject({
  /** The id of the bot's application in Entra. */
  appId: guid,
  /** The tenant that the application is registered in; absent for one of many tenants. */
  appTenant: guid.optional(),
  /** The variable that holds the application's secret. */
  secretEnv: variableName.default('INKSTONE_BOT_SECRET'),
  /** Whether the bot proves who it is by a managed identity of Azure, and has no secret. */
  managedIdentity: z.boolean().default(false),
  /** The tenants whose people may use the bot. */
  tenants: z.array(guid).min(1, says('no-bot-tenant')),
  /** The groups that everybody counts as being in who comes through Teams, beside their own. */
  groups: z.array(z.string().min(1).max(200)).default([]),
  /** Whether the bot's application asks Microsoft Graph which groups a person is in; Teams does not tell a bot. */
  groupsFromGraph: z.boolean().default(false),
  /** Microsoft Graph, and who gives out its tokens; of a national cloud, others. */
  graph: httpsOrigin.default('https://graph.microsoft.com'),
  authority: httpsOrigin.default('https://login.microsoftonline.com'),
  /** Id of the model that the bot asks; the first that a person may use when absent. */
  model: z.string().min(1).max(200).optional(),
  /** Whether the bot remembers what was said in a conversation. */
  remembers: z.boolean().default(true),
  /** How large an attached file may be. */
  fileMegabytes: z.number().positive().max(50).default(10),
  /** Who signs what Teams sends; of a national cloud, another. */
  issuer: httpsOrigin.default('https://api.botframework.com'),
  /** Where the keys of that issuer are. */
  keys: httpsOrigin.default('https://login.botframework.com/v1/.well-known/keys'),
});
export type TeamsFile = z.infer<typeof teamsSchema>;
