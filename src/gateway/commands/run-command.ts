import { AssistantError } from '../../base/errors.ts';
import { embeddedModelId } from '../backends/registry.ts';
import { ConfigError } from '../config/config-error.ts';
import { readConfig } from '../config/read-config.ts';
import { speaker, terminalLanguage, type Language } from '../language.ts';
import type { RuntimeRequest } from '../open-engines.ts';
import { serve, type ServeOptions } from '../serve.ts';
import { runDoctor } from './doctor.ts';
import { addModel, removeModel, toModelRow } from './edit-models.ts';
import { installModelRuntime, tryModelFile } from './model-files.ts';
import { editTokens } from './edit-tokens.ts';
import { forgetPerson, printFeedback } from './records-commands.ts';
import { parseWords } from './parse-words.ts';
import { UsageError } from './usage-error.ts';
import { allUsages, usageAfterError, usageOf } from './usage.ts';

export interface CommandOptions extends Omit<ServeOptions, 'arguments'> {
  /** Installs the runtime for model files; resolves with whether it had to. Rejects with what to do. */
  readonly installRuntime: (request: RuntimeRequest) => Promise<boolean>;
}

/** Runs one command of `inkstone`; resolves with the exit code. A server goes on until the process is stopped. */
export async function runCommand(words: readonly string[], options: CommandOptions): Promise<number> {
  const [command, ...rest] = words;
  const language = terminalLanguage(options.environment);
  const asked = command === 'help' ? rest : words.filter((word) => !isHelp(word));
  if (command === undefined || command === 'help' || words.some(isHelp)) {
    options.print(usageOf(asked, language) ?? allUsages(language));
    return command === undefined ? 2 : 0;
  }
  try {
    switch (command) {
      case 'serve':
        return await runServer(rest, options);
      case 'bot':
        return await runServer(rest, { ...options, onlyBot: true });
      case 'models':
        parseWords(rest, {});
        listModels(options);
        return 0;
      case 'doctor':
        return await runDoctor(rest, options);
      case 'model':
        await editModels(rest, options);
        return 0;
      case 'token':
        editTokens(rest, options);
        return 0;
      case 'records':
        return await forgetPerson(rest, options);
      case 'feedback':
        return await printFeedback(rest, options);
      default:
        throw new UsageError(`There is no command "${command}".`, `没有“${command}”这个命令。`);
    }
  } catch (error) {
    if (error instanceof UsageError) {
      options.printError(`${error.in(language)}\n\n${usageAfterError(words, language)}`);
    } else if (error instanceof ConfigError) options.printError(error.in(language));
    else if (error instanceof AssistantError) options.printError(describeFailure(error, language));
    else throw error;
    return error instanceof UsageError ? 2 : 1;
  }
}

/** By the reason of a failure that a command can meet. */
const chinese: Readonly<Record<string, string>> = {
  busy: '此刻有人正在修改同一文件，请重试。',
  'disk-full': '磁盘已满。没有任何修改；请腾出空间后重试。',
  'read-only': '无法写入该文件。请让当前用户可以写入它所在的文件夹，然后重试。',
};

/** In Chinese where there are words for it; what a model's runtime says is as it says it. */
function describeFailure({ reason = '', message }: AssistantError, language: Language): string {
  const known = language === 'zh' ? chinese[reason] : undefined;
  return known === undefined ? message : `${known}（${message}）`;
}

function isHelp(word: string): boolean {
  return word === '--help' || word === '-h';
}

async function runServer(words: readonly string[], options: CommandOptions): Promise<number> {
  parseWords(words, { options: { https: { type: 'boolean' } } });
  const gateway = await serve({ ...options, arguments: words });
  if (!gateway) return 1;
  await new Promise<void>((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => resolve());
  });
  await gateway.close();
  return 0;
}

function listModels({ environment, folder, print }: CommandOptions): void {
  const config = readConfig(environment, folder);
  const hasModels = config.backends.length + config.localModels.length > 0;
  for (const { id, members } of config.aliases) print(`${id}\t→\t${members.map(({ model }) => model).join(', ')}`);
  for (const backend of config.backends) {
    for (const { id } of backend.models) print(`${id}\t${backend.name}\t${backend.baseUrl}`);
  }
  for (const { name, path } of config.localModels) print(`${name}\t${name}\t${path}`);
  const offersEngine = config.embeddedEngine === 'always' || (config.embeddedEngine === 'auto' && !hasModels);
  if (offersEngine) {
    const row = `${embeddedModelId}\tinkstone\t`;
    speaker(environment, print)(`${row}(no AI model: rules that run here)`, `${row}（没有 AI 模型：本机运行的规则）`);
  }
}

async function editModels(words: readonly string[], options: CommandOptions): Promise<void> {
  const { environment, folder } = options;
  const say = speaker(environment, options.print);
  const [verb, name, ...rest] = words;
  if (verb === 'runtime') {
    await installModelRuntime(words.slice(1), options);
    return;
  }
  if (verb !== 'add' && verb !== 'remove') {
    throw new UsageError(
      'Say what to do: "model add", "model remove" or "model runtime".',
      '请写明操作：“model add”、“model remove”或“model runtime”。',
    );
  }
  if (name === undefined || name.startsWith('--')) {
    throw new UsageError('The name of the row is missing.', '缺少该行的名称。');
  }
  if (verb === 'remove') {
    const file = removeModel(environment, folder, name);
    say(`Removed "${name}" from ${file}.`, `已从 ${file} 删除“${name}”。`);
    return;
  }
  const row = toModelRow(folder, name, rest);
  const known = row.kind === 'gguf' ? await tryModelFile(row, options) : row;
  const file = addModel(environment, folder, known);
  say(`Added "${name}" to ${file}.`, `已把“${name}”写入 ${file}。`);
  say('Start the server again to use it.', '重新启动服务器后即可使用。');
}
