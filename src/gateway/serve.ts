import { readFileSync } from 'node:fs';
import { createGateway, type Gateway } from './app.ts';
import { ConfigError } from './config/config-error.ts';
import { readConfig } from './config/read-config.ts';
import { findDevelopmentCertificate } from './development-certificate.ts';
import type { Engine, LocalModel, LocalModelRow } from './engine-port.ts';
import { isLoopback } from './host-check.ts';
import { createLog } from './log.ts';
import { createBookkeeping } from './records/bookkeeping.ts';

export interface ServeOptions {
  readonly root: string;
  readonly arguments: readonly string[];
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** Where the configuration file is looked for. */
  readonly folder: string;
  readonly openEngine: () => Promise<Engine | undefined>;
  readonly openLocalModel: (row: LocalModelRow) => Promise<LocalModel>;
  readonly print: (line: string) => void;
  readonly printError: (line: string) => void;
}

/** Reads the configuration, starts the server and says where; `undefined` after telling why it cannot. */
export async function serve(options: ServeOptions): Promise<Gateway | undefined> {
  const { print, printError } = options;
  try {
    const config = readConfig(options.environment, options.folder);
    const tls = options.arguments.includes('--https')
      ? (config.tls ?? findDevelopmentCertificate(options.environment))
      : config.tls;
    const localModels = await Promise.all(
      config.localModels.map(async (row) => ({ row, model: await options.openLocalModel(row) })),
    );
    const hasModels = config.backends.length + localModels.length > 0;
    const needsEngine = config.embeddedEngine === 'always' || (config.embeddedEngine === 'auto' && !hasModels);
    const gateway = createGateway({
      ...config,
      root: options.root,
      localModels,
      engine: needsEngine ? await options.openEngine() : undefined,
      tls: tls ? { cert: readFileSync(tls.certFile), key: readFileSync(tls.keyFile) } : undefined,
      log: createLog(),
      bookkeeping: createBookkeeping({ ...config.bookkeeping, onProblem: printError }),
      onUnexpected: (error) => printError(error.stack ?? error.message),
    });
    const listening = await gateway.listen(config.port).catch(async (error: unknown) => {
      // What was opened for it would keep the process alive.
      await gateway.close();
      throw error;
    });
    const origin = config.publicUrl ?? listening;
    print(`Playground  ${origin}/playground/`);
    print(`Task pane   ${origin}/taskpane/`);
    print(`API         ${origin}/v1`);
    if (!isLoopback(config.host)) {
      print(`Open to     all who can reach ${config.host}: nobody is asked who they are (docs/models.md)`);
    }
    const names = [...config.backends, ...config.localModels].map(({ name }) => name);
    if (names.length > 0) print(`Models      ${names.join(', ')}`);
    else if (needsEngine) print('Models      inkstone-embedded (no AI model; docs/models.md tells how to connect one)');
    return gateway;
  } catch (error) {
    printError(explain(error, options.environment['PORT'] ?? '3000'));
    return undefined;
  }
}

function explain(error: unknown, port: string): string {
  if (error instanceof ConfigError) return error.message;
  const code = typeof error === 'object' && error !== null && 'code' in error ? error.code : undefined;
  if (code === 'EADDRINUSE') {
    return `Port ${port} is in use. Stop what runs there, or choose another: PORT=3001 npm start`;
  }
  if (code === 'EACCES') return `Port ${port} may not be used by you. Choose another above 1023: PORT=3001 npm start`;
  if (code === 'EADDRNOTAVAIL') return 'HOST is not an address of this machine.';
  return error instanceof Error ? error.message : String(error);
}
