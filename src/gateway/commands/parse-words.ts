import { parseArgs, type ParseArgsConfig } from 'node:util';
import { UsageError } from './usage-error.ts';

/** The options among the words of a command, and what else stands there. Throws `UsageError` for what it does not take. */
export function parseWords<Config extends ParseArgsConfig>(
  words: readonly string[],
  config: Config,
): ReturnType<typeof parseArgs<Config & { args: string[] }>> {
  try {
    return parseArgs({ ...config, args: [...words] });
  } catch (error) {
    throw toUsageError(error);
  }
}

/** Node's own sentences are long and of one language; which word it stumbles over stands in them, in quotes. */
function toUsageError(error: unknown): UsageError {
  const { code, message = '' } = error as Partial<Record<'code' | 'message', string>>;
  const word = /'([^' ]+)[^']*'/.exec(message)?.[1] ?? '';
  switch (code) {
    case 'ERR_PARSE_ARGS_UNKNOWN_OPTION':
      return new UsageError(`There is no option ${word} here.`, `没有 ${word} 这个选项。`);
    case 'ERR_PARSE_ARGS_UNEXPECTED_POSITIONAL':
      return new UsageError(`"${word}" is one word too many.`, `“${word}”是多余的。`);
    case 'ERR_PARSE_ARGS_INVALID_OPTION_VALUE':
      return message.includes('does not take')
        ? new UsageError(`${word} takes no value.`, `${word} 后面不应有值。`)
        : new UsageError(`${word} needs a value behind it.`, `${word} 后面缺少值。`);
    default:
      throw error;
  }
}
