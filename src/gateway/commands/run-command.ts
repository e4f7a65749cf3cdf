import { AssistantError } from '../../base/errors.ts';
import { backendKinds } from '../backends/presets.ts';
import { embeddedModelId } from '../backends/registry.ts';
import { ConfigError } from '../config/config-error.ts';
import { readConfig } from '../config/read-config.ts';
import type { RuntimeRequest } from '../open-engines.ts';
import { serve, type ServeOptions } from '../serve.ts';
import { runDoctor } from './doctor.ts';
import { addModel, removeModel, toModelRow } from './edit-models.ts';
import { installModelRuntime, tryModelFile } from './model-files.ts';
import { editTokens } from './edit-tokens.ts';
import { forgetPerson, printFeedback } from './records-commands.ts';
import { UsageError } from './usage-error.ts';

const help = `inkstone serve [--https]     start the server (PORT, HOST and inkstone.config.json say how)
inkstone bot                  start only the bot for Teams, which answers at /api/messages (docs/teams-bot.md)
inkstone models              list the configured models
inkstone model add <name> --url <address> --model <id>[,<id>] [--kind <kind>] [--key-env <VARIABLE>] [--api-version <version>] [--context <tokens>]
inkstone model add <name> --gguf <file>   run a model file here; installs the runtime for it (about 90 MB) the first time
inkstone model runtime [--gpu cuda|vulkan]   install that runtime alone
inkstone model remove <name>
inkstone doctor [name] [--lang zh] [--json]   go to each model as a chat does, and say at which hop it fails and what to do
inkstone token add <name> [--group <group>]… [--role admin] [--days <days>]
inkstone token list
inkstone token remove <name>
inkstone records forget <person>      delete what is kept of one person
inkstone feedback export --format sft|dpo [--since <day>]   examples for training, one a line

Kinds: ${backendKinds.join(', ')} (the default).
--url may be left out where a kind has a usual address.
A key is never an argument: it stands in the environment variable that --key-env names.`;

export interface CommandOptions extends Omit<ServeOptions, 'arguments'> {
  /** Installs the runtime for model files; resolves with whether it had to. Rejects with what to do. */
  readonly installRuntime: (request: RuntimeRequest) => Promise<boolean>;
}

/** Runs one command of `inkstone`; resolves with the exit code. A server goes on until the process is stopped. */
export async function runCommand(words: readonly string[], options: CommandOptions): Promise<number> {
  const [command, ...rest] = words;
  try {
    switch (command) {
      case 'serve':
        return await runServer(rest, options);
      case 'bot':
        return await runServer(rest, { ...options, onlyBot: true });
      case 'models':
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
      case undefined:
      case 'help':
      case '--help':
      case '-h':
        options.print(help);
        return command === undefined ? 2 : 0;
      default:
        throw new UsageError(`There is no command "${command}".`);
    }
  } catch (error) {
    if (error instanceof UsageError) options.printError(`${error.message}\n\n${help}`);
    else if (error instanceof ConfigError || error instanceof AssistantError) options.printError(error.message);
    else throw error;
    return error instanceof UsageError ? 2 : 1;
  }
}

async function runServer(rest: readonly string[], options: CommandOptions): Promise<number> {
  const gateway = await serve({ ...options, arguments: rest });
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
  for (const backend of config.backends) {
    for (const { id } of backend.models) print(`${id}\t${backend.name}\t${backend.baseUrl}`);
  }
  for (const { name, path } of config.localModels) print(`${name}\t${name}\t${path}`);
  const offersEngine = config.embeddedEngine === 'always' || (config.embeddedEngine === 'auto' && !hasModels);
  if (offersEngine) print(`${embeddedModelId}\tinkstone\t(no AI model: rules that run here)`);
}

async function editModels(words: readonly string[], options: CommandOptions): Promise<void> {
  const { environment, folder, print } = options;
  const [verb, name, ...rest] = words;
  if (verb === 'runtime') {
    await installModelRuntime(words.slice(1), options);
    return;
  }
  if (verb !== 'add' && verb !== 'remove') throw new UsageError('Say "model add", "model remove" or "model runtime".');
  if (name === undefined || name.startsWith('--')) throw new UsageError('The name of the row is missing.');
  if (verb === 'remove') {
    print(`Removed "${name}" from ${removeModel(environment, folder, name)}.`);
    return;
  }
  const row = toModelRow(folder, name, rest);
  const known = row.kind === 'gguf' ? await tryModelFile(row, options) : row;
  print(`Added "${name}" to ${addModel(environment, folder, known)}.`);
  print('Start the server again to use it.');
}
