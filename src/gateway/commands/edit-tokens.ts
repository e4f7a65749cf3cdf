import { existsSync, readFileSync } from 'node:fs';
import { accessSchema, type AccessConfig } from '../access/access-schema.ts';
import { tokensPath } from '../access/open-access.ts';
import { createTokenBook } from '../access/token-book.ts';
import { readTokens, type NamedToken } from '../access/token-file.ts';
import type { NewToken } from '../../protocol/administration.ts';
import { ConfigError } from '../config/config-error.ts';
import { configPath } from '../config/read-config.ts';
import { speaker } from '../language.ts';
import { parseWords } from './parse-words.ts';
import { UsageError } from './usage-error.ts';

export interface TokenCommandOptions {
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly folder: string;
  readonly print: (line: string) => void;
}

/** `token add`, `token list` and `token remove`. A running gateway goes by the change at once. */
export function editTokens(words: readonly string[], options: TokenCommandOptions): void {
  const { environment, folder, print } = options;
  const say = speaker(environment, print);
  const config = configPath(environment, folder);
  const access = accessIn(config);
  const path = tokensPath(access?.tokensFile ?? 'inkstone.tokens.json', config);
  const tokens = readTokens(path);
  const book = createTokenBook(path, { usedAt: () => undefined, onChange: () => undefined });
  const [verb, name, ...rest] = words;
  switch (verb) {
    case 'list':
      if (tokens.length === 0) say(`There are no tokens in ${path}.`, `${path} 中没有令牌。`);
      for (const token of tokens) say(describe(token, 'made', 'until'), describe(token, '创建于', '有效至'));
      return;
    case 'add': {
      const { secret } = book.add(toToken(nameFrom(name, tokens), rest));
      print(secret);
      say(
        'This is shown once: give it to its person now. Only its digest is kept.',
        '只显示这一次，请立即交给本人；系统只保存其摘要。',
      );
      if (!access) {
        say(
          'The gateway asks for tokens once "access" is { "mode": "token" }.',
          '"access" 设为 { "mode": "token" } 后，网关才会要求令牌。',
        );
      }
      return;
    }
    case 'remove':
      if (!tokens.some((token) => token.name === name)) {
        throw noSuchToken(name, tokens);
      }
      book.remove(name ?? '');
      say(`Removed "${name ?? ''}". It is refused from now on.`, `已删除“${name ?? ''}”，从现在起不再接受。`);
      return;
    default:
      throw new UsageError(
        'Say what to do: "token add", "token list" or "token remove".',
        '请写明操作：“token add”、“token list”或“token remove”。',
      );
  }
}

/** What the configuration says of tokens, if it does; keys that the rest of it needs may not be set in this shell. */
function accessIn(config: string): Extract<AccessConfig, { mode: 'token' }> | undefined {
  if (!existsSync(config)) return undefined;
  let json: unknown;
  try {
    json = JSON.parse(readFileSync(config, 'utf8').replace(/^\ufeff/, ''));
  } catch {
    throw new ConfigError(config, [{ key: 'file', code: 'no-object' }]);
  }
  const given = typeof json === 'object' && json !== null && 'access' in json ? json.access : undefined;
  const parsed = accessSchema.safeParse(given);
  return parsed.success && parsed.data.mode === 'token' ? parsed.data : undefined;
}

function describe({ name, groups, role, created, expires }: NamedToken, made: string, until: string): string {
  return [name, role, groups.join(',') || '-', `${made} ${created}`, expires === undefined ? '' : `${until} ${expires}`]
    .join('\t')
    .trimEnd();
}

function nameFrom(name: string | undefined, tokens: readonly NamedToken[]): string {
  if (name === undefined || !/^[\w.@+-]{1,100}$/.test(name) || name.startsWith('-')) {
    throw new UsageError(
      'Name the person: letters, digits, and ". @ + - _", 100 at most.',
      '请写人员名称：字母、数字和“. @ + - _”，最多 100 个字符。',
    );
  }
  if (tokens.some((token) => token.name === name)) {
    throw new UsageError(
      `There is a token "${name}" already. Remove it first, or take another name.`,
      `已有名为“${name}”的令牌。请先删除它，或换一个名称。`,
    );
  }
  return name;
}

function toToken(name: string, words: readonly string[]): NewToken {
  const given = parseOptions(words);
  const role = given.role ?? 'user';
  if (role !== 'user' && role !== 'admin') {
    throw new UsageError('--role is user or admin.', '--role 只能是 user 或 admin。');
  }
  const days = given.days === undefined ? null : Number(given.days);
  if (days !== null && !(days > 0 && days <= 3650)) {
    throw new UsageError('--days is a number above 0, up to 3650.', '--days 是大于 0 的数字，最大 3650。');
  }
  return { name, role, groups: given.group ?? [], days };
}

function parseOptions(words: readonly string[]): { group?: string[]; role?: string; days?: string } {
  return parseWords(words, {
    options: { group: { type: 'string', multiple: true }, role: { type: 'string' }, days: { type: 'string' } },
  }).values;
}

function noSuchToken(name: string | undefined, tokens: readonly NamedToken[]): UsageError {
  if (name === undefined) return new UsageError('The name of the token is missing.', '缺少令牌的名称。');
  const names = tokens.map((token) => token.name);
  return new UsageError(
    `There is no token "${name}". There ${names.length === 0 ? 'are none.' : `are: ${names.join(', ')}.`}`,
    `没有名为“${name}”的令牌。${names.length === 0 ? '目前没有任何令牌。' : `现有：${names.join('、')}。`}`,
  );
}
