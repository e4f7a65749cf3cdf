import { embeddedModelId } from '../backends/registry.ts';
import { ConfigError } from '../config/config-error.ts';
import { readConfig } from '../config/read-config.ts';
import { serve, type ServeOptions } from '../serve.ts';
import { addModel, removeModel } from './edit-models.ts';
import { forgetPerson, printFeedback } from './records-commands.ts';
import { UsageError } from './usage-error.ts';

const help = `inkstone serve [--https]     start the server (PORT, HOST and inkstone.config.json say how)
inkstone models              list the configured models
inkstone model add <name> --url <address> --model <id>[,<id>] [--kind <kind>] [--key-env <VARIABLE>] [--api-version <version>]
inkstone model add <name> --gguf <file>
inkstone model remove <name>
inkstone records forget <person>      delete what is kept of one person
inkstone feedback export --format sft|dpo [--since <day>]   examples for training, one a line

Kinds: vllm, llama.cpp, ollama, openai, azure-openai, openai-compatible (the default).
A key is never an argument: it stands in the environment variable that --key-env names.`;

export type CommandOptions = Omit<ServeOptions, 'arguments'>;

/** Runs one command of `inkstone`; resolves with the exit code. A server goes on until the process is stopped. */
export async function runCommand(words: readonly string[], options: CommandOptions): Promise<number> {
  const [command, ...rest] = words;
  try {
    switch (command) {
      case 'serve':
        return await runServer(rest, options);
      case 'models':
        listModels(options);
        return 0;
      case 'model':
        editModels(rest, options);
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
    else if (error instanceof ConfigError) options.printError(error.message);
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

function editModels(words: readonly string[], { environment, folder, print }: CommandOptions): void {
  const [verb, name, ...rest] = words;
  if (verb !== 'add' && verb !== 'remove') throw new UsageError('Say "model add" or "model remove".');
  if (name === undefined || name.startsWith('--')) throw new UsageError('The name of the row is missing.');
  const path = verb === 'add' ? addModel(environment, folder, name, rest) : removeModel(environment, folder, name);
  print(verb === 'add' ? `Added "${name}" to ${path}.` : `Removed "${name}" from ${path}.`);
  if (verb === 'add') print('Start the server again to use it.');
}
