import { fileURLToPath } from 'node:url';
import { runCommand } from './commands/run-command.ts';
import { keepGoingWithoutLog } from './log.ts';
import { installRuntime, openEngine, openLocalModel } from './open-engines.ts';

keepGoingWithoutLog(process.stdout, process.stderr);

process.exitCode = await runCommand(process.argv.slice(2), {
  // From `dist/gateway/cli.js`.
  root: fileURLToPath(new URL('../..', import.meta.url)),
  environment: process.env,
  folder: process.cwd(),
  openEngine,
  openLocalModel,
  loadBot: async () => (await import('../bot/create-bot.ts')).createBot,
  loadOwnPrompts: async () => (await import('../bot/prompts/own-prompts.ts')).ownPrompts,
  installRuntime,
  print: (line) => console.log(line),
  printError: (line) => console.error(line),
});
