import { fileURLToPath } from 'node:url';
import { openEngine, openLocalModel } from './open-engines.ts';
import { serve } from './serve.ts';
import { keepGoingWithoutLog } from './log.ts';

keepGoingWithoutLog(process.stdout, process.stderr);

const gateway = await serve({
  // From `dist/gateway/main.js`.
  root: fileURLToPath(new URL('../..', import.meta.url)),
  arguments: process.argv.slice(2),
  environment: process.env,
  folder: process.cwd(),
  openEngine,
  openLocalModel,
  loadBot: async () => (await import('../bot/create-bot.ts')).createBot,
  loadOwnPrompts: async () => (await import('../bot/prompts/own-prompts.ts')).ownPrompts,
  print: (line) => console.log(line),
  printError: (line) => console.error(line),
});

if (!gateway) process.exitCode = 1;
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, () => void gateway?.close().then(() => process.exit(0)));
}
