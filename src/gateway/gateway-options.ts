import type { IncomingMessage } from 'node:http';
import type { SignIn } from '../protocol/session.ts';
import type { Revocations } from './access/access.ts';
import type { Policies } from './access/policies.ts';
import type { PolicyBook } from './access/policy-book.ts';
import type { TokenBook } from './access/token-book.ts';
import type { Alias } from './backends/alias.ts';
import type { Backend } from './backends/backend.ts';
import type { ProxySettings } from './backends/dispatchers.ts';
import type { Health } from './backends/health.ts';
import type { BotSurroundings, CreateBot } from './bot-port.ts';
import type { ChatStage, Person } from './chat-stage.ts';
import type { Engine, LocalModel, LocalModelRow } from './engine-port.ts';
import type { Log } from './log.ts';
import type { Bookkeeping } from './records/bookkeeping.ts';
import type { QueueState } from './routes/admin.ts';
import type { ServerLimits } from './safety/guard/server-limits.ts';
import type { LimitsPart } from './stores/parts.ts';
import type { ActivityAccess } from './teams/activity-access.ts';
import type { GroupDirectory } from './teams/group-directory.ts';
import type { Tracing } from './tracing/tracing.ts';

/** The bot for Teams, and who may write to it. */
export interface TeamsOptions extends Pick<BotSurroundings, 'settings'> {
  readonly access: ActivityAccess;
  readonly createBot: CreateBot;
  /** Which groups people are in, beside those of the settings; none when absent. */
  readonly directory?: GroupDirectory | undefined;
  /** Answers nobody else: the one server that Teams must reach then opens nothing more to the world. */
  readonly only?: boolean;
}

/** All that a gateway is made of. */
export interface GatewayOptions {
  /** The folder of the product, with `dist/web`, `node_modules`, `assets` and `manifest.xml`. */
  readonly root: string;
  /** Address to bind to; `127.0.0.1` when absent. */
  readonly host?: string;
  readonly backends?: readonly Backend[];
  readonly aliases?: readonly Alias[];
  /** Names of rows that get no new chats from the start. */
  readonly drained?: readonly string[];
  /** Which rows are worth asking; made here when absent. */
  readonly health?: Health;
  /** Between two looks at the rows behind aliases. */
  readonly healthCheckMs?: number;
  /** Chance, from 0 up to 1, by which an alias chooses. */
  readonly random?: () => number;
  readonly localModels?: readonly { readonly row: LocalModelRow; readonly model: LocalModel }[];
  readonly engine?: Engine | undefined;
  /** Whether the embedded engine is among the models: `auto` when there is no other. */
  readonly embeddedEngine?: 'auto' | 'always' | 'never';
  readonly officeJs?: 'self' | 'cdn';
  /**
   * Offers the playground's chat a way to a bot, in place of Bot Framework: for development, and only where the server listens on
   * loopback. `botUrl` names a bot elsewhere than at `/api/messages` of this server.
   */
  readonly connector?: { readonly botUrl?: string } | undefined;
  /** Further origins that may show the pane in a frame. */
  readonly frameAncestors?: readonly string[];
  /** Further host names that this server answers to. */
  readonly allowedHosts?: readonly string[];
  /** The origin that people reach this server at, when something in front of it changes that. */
  readonly publicUrl?: string | undefined;
  readonly bodyLimitBytes?: number;
  readonly retryDelayMs?: number;
  /** Who asks; everybody is the same when absent. Throws `AssistantError` `sign-in-required` for who may not. */
  readonly identify?: (request: IncomingMessage) => Promise<Person>;
  /** How people get in, for the pane. */
  readonly signIn?: SignIn;
  /** Origins that the pane talks to when it signs somebody in. */
  readonly signInOrigins?: readonly string[];
  /** What each person may do: told to the pane, and kept from the list of models. Its stage stands among `stages`. */
  readonly policies?: Policies;
  /** The rows of `policies`, for administrators to change; fixed when absent. */
  readonly policyBook?: PolicyBook;
  /** The named tokens, for administrators to change, where people come in by them. */
  readonly tokens?: TokenBook | undefined;
  /** Whose running answers are to end; nobody's when absent. */
  readonly revocations?: Revocations | undefined;
  /** What every chat goes through, the outermost first. */
  readonly stages?: readonly ChatStage[];
  /** The line before the rows, for the administrators' page. */
  readonly queue?: (() => QueueState) | undefined;
  /** The Redis of quotas and lines, where they are kept in one. */
  readonly limits?: (() => LimitsPart | undefined) | undefined;
  readonly serverLimits?: ServerLimits;
  /** How long running answers may go on when the server is closed; 3,000 when absent. */
  readonly drainMs?: number;
  /** What is written down, counted and reckoned; its stage stands around all others. */
  readonly bookkeeping?: Bookkeeping | undefined;
  readonly tls?: { readonly cert: Buffer | string; readonly key: Buffer | string } | undefined;
  readonly proxy?: ProxySettings | undefined;
  readonly teams?: TeamsOptions | undefined;
  /** Traces of the requests that ask a model; none when absent. Whoever gives it closes it. */
  readonly tracing?: Tracing | undefined;
  readonly log?: Log;
  /** Told of a failure of the server itself. */
  readonly onUnexpected?: (error: Error) => void;
}
