import type { AppOptions, IPlugin } from '@microsoft/teams.apps';

type ILogger = NonNullable<AppOptions<IPlugin>['logger']>;

/** The SDK's log without what anybody wrote: its failures go to whoever runs the bot, by name alone. */
export function createQuietLogger(onProblem: (message: string) => void): ILogger {
  const silent = (): void => undefined;
  const logger: ILogger = {
    debug: silent,
    info: silent,
    warn: silent,
    trace: silent,
    log: silent,
    error: (...said: readonly unknown[]) => {
      const [first] = said;
      // An error of the connection carries the message that could not be sent; only its kind is told.
      if (first instanceof Error) onProblem(`The Teams service could not be used: ${first.name}${codeOf(first)}.`);
    },
    child: () => logger,
  };
  return logger;
}

function codeOf(error: Error): string {
  const status = 'response' in error ? (error.response as { status?: unknown } | undefined)?.status : undefined;
  const code = 'code' in error ? error.code : undefined;
  return [status, code]
    .filter((part) => typeof part === 'number' || typeof part === 'string')
    .map((part) => ` ${String(part)}`)
    .join('');
}
