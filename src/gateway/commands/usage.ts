import { backendKinds } from '../backends/presets.ts';
import type { Language, Words } from '../language.ts';

interface Usage {
  /** What stands behind `inkstone`. */
  readonly synopsis: string;
  readonly does: Words;
}

const usages: readonly Usage[] = [
  {
    synopsis: 'serve [--https]',
    does: {
      en: 'start the server; PORT, HOST and inkstone.config.json say how',
      zh: '启动服务器；由 PORT、HOST 和 inkstone.config.json 决定如何运行',
    },
  },
  {
    synopsis: 'bot',
    does: {
      en: 'start only the bot for Teams, which answers at /api/messages (docs/teams-bot.md)',
      zh: '只启动 Teams 机器人，地址为 /api/messages（见 docs/teams-bot.md）',
    },
  },
  { synopsis: 'models', does: { en: 'list the configured models', zh: '列出已配置的模型' } },
  {
    synopsis:
      'model add <name> --url <address> --model <id>[,<id>] [--kind <kind>] [--key-env <VARIABLE>] [--api-version <version>] [--context <tokens>]',
    does: {
      en: `add a model server, or change the one of that name. Kinds: ${backendKinds.join(', ')} (the default). --url may be left out where a kind has a usual address. A key is never an argument: it stands in the variable that --key-env names`,
      zh: `添加模型服务器，或修改同名的一行。种类：${backendKinds.join('、')}（默认）。有通用地址的种类可省略 --url。密钥不写在命令里，而放在 --key-env 指定的环境变量中`,
    },
  },
  {
    synopsis: 'model add <name> --gguf <file> [--context <tokens>]',
    does: {
      en: 'run a model file here; installs the runtime for it (about 90 MB) the first time',
      zh: '在本机运行模型文件；首次会安装所需的运行库（约 90 MB）',
    },
  },
  {
    synopsis: 'model runtime [--gpu cuda|vulkan]',
    does: { en: 'install that runtime alone', zh: '只安装该运行库' },
  },
  { synopsis: 'model remove <name>', does: { en: 'take a row out of the configuration', zh: '从配置中删除一行' } },
  {
    synopsis: 'doctor [name] [--lang en|zh] [--json]',
    does: {
      en: 'go to each model as a chat does, and say at which hop it fails and what to do',
      zh: '像对话一样走到每个模型，指出在哪一步失败以及如何处理',
    },
  },
  {
    synopsis: 'token add <name> [--group <group>]… [--role admin] [--days <days>]',
    does: { en: 'make a token for somebody, shown once', zh: '为某人创建令牌，只显示一次' },
  },
  { synopsis: 'token list', does: { en: 'list the tokens', zh: '列出令牌' } },
  {
    synopsis: 'token remove <name>',
    does: { en: 'revoke a token; no restart is needed', zh: '吊销令牌，无需重启' },
  },
  {
    synopsis: 'records forget <person>',
    does: { en: 'delete what is kept of one person', zh: '删除某人的全部记录' },
  },
  {
    synopsis: 'feedback export --format sft|dpo [--since <day>]',
    does: { en: 'examples for training, one a line', zh: '导出训练样例，每行一个' },
  },
];

const moreWords: Words = {
  en: '“inkstone help” lists all commands; docs/configuration.md explains what they change.',
  zh: '“inkstone help” 列出全部命令；docs/configuration.md 说明它们修改的内容。',
};

const usageWord: Words = { en: 'Usage:', zh: '用法：' };

/** All commands, a paragraph each. */
export function allUsages(language: Language): string {
  return usages.map((usage) => render(usage, language)).join('\n');
}

/**
 * How the command that begins with these words is written: of `token add ann` those of `token add`, of `token ad` those of
 * `token`. `undefined` where there is no such command.
 */
export function usageOf([command, verb]: readonly string[], language: Language): string | undefined {
  const ofCommand = usages.filter(({ synopsis }) => synopsis.split(' ', 1)[0] === command);
  const ofVerb = ofCommand.filter(({ synopsis }) => synopsis.split(' ', 2)[1] === verb);
  const told = ofVerb.length > 0 ? ofVerb : ofCommand;
  return told.length === 0 ? undefined : told.map((usage) => render(usage, language)).join('\n');
}

/** What is told with an error in a command: how that one is written, and where the others are. */
export function usageAfterError(words: readonly string[], language: Language): string {
  const usage = usageOf(words, language);
  return [...(usage === undefined ? [] : [`${usageWord[language]}\n${usage}`]), moreWords[language]].join('\n\n');
}

function render({ synopsis, does }: Usage, language: Language): string {
  return `  inkstone ${synopsis}\n      ${does[language]}`;
}
