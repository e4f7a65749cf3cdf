import { readFileSync } from 'node:fs';
import { basename, dirname, resolve } from 'node:path';
import { createFetch, openAccess } from './access/open-access.ts';
import { createPolicies } from './access/policies.ts';
import { openPolicyBook } from './access/policy-book.ts';
import { createGateway, type Gateway } from './app.ts';
import type { CreateBot } from './bot-port.ts';
import { configPath, readConfig } from './config/read-config.ts';
import { findDevelopmentCertificate } from './development-certificate.ts';
import type { Engine, LocalModel, LocalModelRow } from './engine-port.ts';
import { isLoopback } from './host-check.ts';
import { reasonOf, speaker, terminalLanguage, ToldError, type Words } from './language.ts';
import { openLimits } from './limits/open-limits.ts';
import { createLog } from './log.ts';
import { createMasker } from './safety/mask/masker.ts';
import { openSafety } from './safety/open-safety.ts';
import type { ChatStage } from './chat-stage.ts';
import { openTracing } from './tracing/open-tracing.ts';
import { createBookkeeping } from './records/bookkeeping.ts';
import type { QueueState } from './routes/admin.ts';
import { createActivityAccess } from './teams/activity-access.ts';
import { createGroupDirectory } from './teams/group-directory.ts';
import { unseenGroups } from './teams/unseen-groups.ts';

export interface ServeOptions {
  readonly root: string;
  readonly arguments: readonly string[];
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** Where the configuration file is looked for. */
  readonly folder: string;
  readonly openEngine: () => Promise<Engine | undefined>;
  readonly openLocalModel: (row: LocalModelRow, root: string) => Promise<LocalModel>;
  /** The bot for Teams; asked for where one is configured. Absent where this build has none. */
  readonly loadBot?: () => Promise<CreateBot>;
  /** What the product says to models by itself, for moderation to pass over; asked for where there is any. */
  readonly loadOwnPrompts?: () => Promise<readonly string[]>;
  /** Nothing but the bot, for a server of its own that Teams can reach. */
  readonly onlyBot?: boolean;
  readonly print: (line: string) => void;
  readonly printError: (line: string) => void;
}

/** Reads the configuration, starts the server and says where; `undefined` after telling why it cannot. */
export async function serve(options: ServeOptions): Promise<Gateway | undefined> {
  const { print, printError } = options;
  const language = terminalLanguage(options.environment);
  const warn = (message: Words): void => printError(message[language]);
  const say = speaker(options.environment, print);
  try {
    const config = readConfig(options.environment, options.folder);
    const path = configPath(options.environment, options.folder);
    const access = openAccess(config.access, {
      configPath: path,
      proxy: config.proxy,
      warn,
    });
    const policyBook = openPolicyBook({
      path: resolve(dirname(path), config.policies.file),
      configured: config.policies.groups,
      warn,
    });
    const policies = createPolicies(policyBook);
    const { policyOf } = policies;
    const limits = openLimits({ config: config.limits, redisUrl: config.redisUrl, policyOf, warn });
    const tls = options.arguments.includes('--https')
      ? (config.tls ?? findDevelopmentCertificate(options.environment))
      : config.tls;
    const localModels = await Promise.all(
      config.localModels.map(async (row) => ({ row, model: await options.openLocalModel(row, options.root) })),
    );
    const hasModels = config.backends.length + localModels.length > 0;
    const needsEngine = config.embeddedEngine === 'always' || (config.embeddedEngine === 'auto' && !hasModels);
    const createBot = config.teams && (await options.loadBot?.());
    if (options.onlyBot === true && !createBot) throw new ToldError(noBot);
    const { rules, endpoint } = config.safety.moderation;
    const ownPrompts = rules.length > 0 || endpoint ? await options.loadOwnPrompts?.() : undefined;
    const tracing = config.traces && (await openTracing(config.traces, warn));
    const staged = (name: string, stage: ChatStage): ChatStage => tracing?.stage(name, stage) ?? stage;
    const gateway = createGateway({
      ...config,
      tracing,
      identify: (request) => access.identify(request),
      signIn: access.signIn,
      signInOrigins: access.origins,
      policies,
      policyBook,
      tokens: access.tokens,
      revocations: access.revocations,
      // What is masked is told in the head of the answer, which the queue may send: so the queue comes last.
      stages: [
        staged('policy', policies.stage),
        staged('quota', limits.quotas),
        staged('safety', openSafety({ ...config, ownPrompts })),
        staged('queue', limits.queue.stage),
      ],
      root: options.root,
      connector: options.environment['NODE_ENV'] === 'production' ? undefined : {},
      localModels,
      engine: needsEngine ? await options.openEngine() : undefined,
      tls: tls ? { cert: readFileSync(tls.certFile), key: readFileSync(tls.keyFile) } : undefined,
      queue: () => totalOf(limits.queue.depths()),
      limits: () => limits.watch && { state: limits.watch.state, whenGone: config.limits.whenStoreFails },
      serverLimits: config.safety.limits,
      drainMs: config.safety.limits.drainSeconds * 1000,
      teams:
        config.teams && createBot
          ? {
              settings: config.teams,
              access: createActivityAccess(config.teams, { fetchJson: createFetch(config.proxy) }),
              createBot,
              directory: config.teams.groupsFromGraph
                ? createGroupDirectory(config.teams, { request: createFetch(config.proxy), onProblem: warn })
                : undefined,
              only: options.onlyBot ?? false,
            }
          : undefined,
      log: createLog(),
      bookkeeping: createBookkeeping({
        ...config.bookkeeping,
        mask: createMasker(config.safety.mask),
        onProblem: warn,
        queueLength: () => totalOf(limits.queue.depths()).waiting,
        keepsContentOf: (person) => policyOf(person)?.auditContent,
      }),
      onUnexpected: (error) => printError(error.stack ?? error.message),
    });
    const listening = await gateway.listen(config.port).catch(async (error: unknown) => {
      // What was opened for it would keep the process alive.
      await gateway.close();
      await limits.close();
      await tracing?.close();
      throw error;
    });
    const origin = config.publicUrl ?? listening;
    if (options.onlyBot !== true) {
      say(`Playground  ${origin}/playground/`, `试用页面    ${origin}/playground/`);
      say(`Task pane   ${origin}/taskpane/`, `任务窗格    ${origin}/taskpane/`);
      say(`API         ${origin}/v1`, `接口        ${origin}/v1`);
    }
    if (config.teams && createBot) {
      const isOpen = config.teams.withoutTokens;
      say(
        `Teams bot   ${origin}/api/messages${isOpen ? ' (no token is asked for: development on this machine)' : ''}`,
        `Teams 机器人 ${origin}/api/messages${isOpen ? '（不要求令牌：仅供本机开发）' : ''}`,
      );
      const unseen = unseenGroups(config.teams, policyBook.groups).join(', ');
      if (unseen !== '') {
        say(
          `            policies of ${unseen} hold for nobody in Teams (docs/teams-bot.md, "Groups")`,
          `            ${unseen} 的策略在 Teams 中对任何人都不生效（见 docs/teams-bot.md 的 "Groups"）`,
        );
      }
    }
    if (config.traces) say(`Traces      ${config.traces.url}`, `链路追踪    ${config.traces.url}`);
    const outside = config.allowedHosts.filter((name) => !isLoopback(name)).join(', ');
    if (config.access.mode !== 'open') {
      say(
        `Access      ${config.access.mode} (docs/access.md)`,
        `访问方式    ${config.access.mode}（见 docs/access.md）`,
      );
    } else if (outside !== '') {
      say(
        `Open to     all who reach ${outside}: nobody is asked who they are (docs/access.md)`,
        `开放对象    所有能访问 ${outside} 的人：不询问身份（见 docs/access.md）`,
      );
    }
    if (policyBook.read().source === 'page') {
      const file = basename(config.policies.file);
      say(
        `Policies    ${file}, made at /admin; "policies.groups" does not count`,
        `策略        ${file}，在 /admin 上制定；"policies.groups" 不起作用`,
      );
    }
    // So that the first prompt does not wait for it; a failure is told with each prompt, and here.
    for (const { row, model } of localModels) {
      model.load().catch((error: unknown) => {
        const { en, zh } = explain(error, '');
        warn({ en: `Model "${row.name}": ${en}`, zh: `模型“${row.name}”：${zh}` });
      });
    }
    const names = [...config.backends, ...config.localModels].map(({ name }) => name);
    if (names.length > 0) say(`Models      ${names.join(', ')}`, `模型        ${names.join(', ')}`);
    else if (needsEngine) {
      say(
        'Models      inkstone-embedded (no AI model; docs/models.md tells how to connect one)',
        '模型        inkstone-embedded（没有 AI 模型；接入方法见 docs/models.md）',
      );
    }
    return {
      ...gateway,
      async close(graceMs) {
        await gateway.close(graceMs);
        await limits.close();
        await tracing?.close();
      },
    };
  } catch (error) {
    warn(explain(error, options.environment['PORT'] ?? '3000'));
    return undefined;
  }
}

const noBot: Words = {
  en: 'No bot is configured. Add "teams" to inkstone.config.json (docs/teams-bot.md), or for development set INKSTONE_BOT_WITHOUT_TOKENS=1.',
  zh: '没有配置机器人。请在 inkstone.config.json 中添加 "teams"（见 docs/teams-bot.md）；开发时可设置 INKSTONE_BOT_WITHOUT_TOKENS=1。',
};

function totalOf(depths: readonly QueueState[]): QueueState {
  return {
    waiting: depths.reduce((sum, { waiting }) => sum + waiting, 0),
    running: depths.reduce((sum, { running }) => sum + running, 0),
  };
}

function explain(error: unknown, port: string): Words {
  const code = typeof error === 'object' && error !== null && 'code' in error ? error.code : undefined;
  if (code === 'EADDRINUSE') {
    return {
      en: `Port ${port} is in use. Stop what runs there, or choose another: PORT=3001 npm start`,
      zh: `端口 ${port} 已被占用。请停止占用它的程序，或换一个端口：PORT=3001 npm start`,
    };
  }
  if (code === 'EACCES') {
    return {
      en: `Port ${port} may not be used by you. Choose another above 1023: PORT=3001 npm start`,
      zh: `你无权使用端口 ${port}。请换一个大于 1023 的端口：PORT=3001 npm start`,
    };
  }
  if (code === 'EADDRNOTAVAIL') return { en: 'HOST is not an address of this machine.', zh: 'HOST 不是本机的地址。' };
  return reasonOf(error);
}
