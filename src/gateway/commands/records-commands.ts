import { randomUUID } from 'node:crypto';
import { readConfig } from '../config/read-config.ts';
import { createBookkeeping, type Bookkeeping, type BookkeepingOptions } from '../records/bookkeeping.ts';
import { exportFeedback } from '../records/feedback/export-feedback.ts';
import type { Records } from '../records/records.ts';
import { StoreUnavailable } from '../records/store/database.ts';
import { readFeedback } from '../records/store/read-feedback.ts';
import { createMasker } from '../safety/mask/masker.ts';
import { speaker } from '../language.ts';
import { parseWords } from './parse-words.ts';
import { UsageError } from './usage-error.ts';

export interface RecordsCommandOptions {
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly folder: string;
  readonly print: (line: string) => void;
  readonly printError: (line: string) => void;
  /** The store's own opening, unless a test gives another. */
  readonly openDatabase?: BookkeepingOptions['openDatabase'];
}

/** `inkstone records forget <person>`. */
export async function forgetPerson(words: readonly string[], options: RecordsCommandOptions): Promise<number> {
  const [verb, person, ...rest] = words;
  if (verb !== 'forget' || person === undefined || person.startsWith('--') || rest.length > 0) {
    throw new UsageError(
      'Say "records forget <person>", with the id that the records have, in quotes if it has spaces.',
      '请写“records forget <人员>”，用记录中的标识；含空格时加引号。',
    );
  }
  const say = speaker(options.environment, options.print);
  return withRecords(options, async (records) => {
    // Into the journal first: it is then done even where this process cannot open the store.
    records.record({ kind: 'forget', id: randomUUID(), at: new Date().toISOString(), person });
    try {
      await records.read();
    } catch (error) {
      if (!(error instanceof StoreUnavailable)) throw error;
      say(
        `Noted. ${error.message} What is known of "${person}" is deleted when the journal is next read.`,
        `已记下。${error.words.zh} 下次读取日志时删除“${person}”的数据。`,
      );
      return 0;
    }
    say(
      `Deleted: what was known of "${person}" until now. Backups and copied exports are not touched.`,
      `已删除“${person}”到目前为止的数据。备份和已导出的文件不受影响。`,
    );
    return 0;
  });
}

/** `inkstone feedback export --format sft|dpo [--since <day>]`: JSONL on the standard output. */
export async function printFeedback(words: readonly string[], options: RecordsCommandOptions): Promise<number> {
  const [verb, ...rest] = words;
  if (verb !== 'export') {
    throw new UsageError('Say "feedback export", with a format.', '请写“feedback export”并指定格式。');
  }
  const { format, since } = parseExport(rest);
  const complain = speaker(options.environment, options.printError);
  return withRecords(options, async (records, { mask }) => {
    let count = 0;
    try {
      const database = await records.read();
      for await (const line of exportFeedback(() => readFeedback(database, since), format, mask)) {
        options.print(line);
        count += 1;
      }
    } catch (error) {
      if (!(error instanceof StoreUnavailable)) throw error;
      complain(
        `${error.message} While the gateway runs, export from its page /admin.`,
        `${error.words.zh} 网关运行期间，请在其页面 /admin 导出。`,
      );
      return 1;
    }
    complain(
      `${count} ${count === 1 ? 'example' : 'examples'}. Read some of them before you train: masking finds no name that nothing announces.`,
      `共 ${count} 个样例。训练前请抽查：没有称谓等线索的姓名不会被识别和遮盖。`,
    );
    return 0;
  });
}

function parseExport(words: readonly string[]): { readonly format: 'sft' | 'dpo'; readonly since: string } {
  const { values } = parseWords(words, { options: { format: { type: 'string' }, since: { type: 'string' } } });
  const { format, since = '1970-01-01' } = values;
  if (format !== 'sft' && format !== 'dpo') {
    throw new UsageError('Give --format sft or --format dpo.', '请写 --format sft 或 --format dpo。');
  }
  const time = /^\d{4}-\d{2}-\d{2}(?:T[\d:.]+Z)?$/.test(since) ? Date.parse(since) : Number.NaN;
  if (Number.isNaN(time)) {
    throw new UsageError('--since is a day, such as 2026-03-01.', '--since 是一个日期，例如 2026-03-01。');
  }
  return { format, since: new Date(time).toISOString() };
}

async function withRecords(
  options: RecordsCommandOptions,
  use: (records: Records, bookkeeping: Bookkeeping) => Promise<number>,
): Promise<number> {
  const { bookkeeping: config, safety } = readConfig(options.environment, options.folder);
  const bookkeeping = createBookkeeping({
    ...config,
    budgets: [],
    mask: createMasker(safety.mask),
    onProblem: () => undefined,
    ...(options.openDatabase && { openDatabase: options.openDatabase }),
  });
  if (!bookkeeping.records) {
    speaker(options.environment, options.printError)(
      'This gateway keeps no records: "records" in inkstone.config.json has no store.',
      '此网关不保留记录：inkstone.config.json 的 "records" 没有存储。',
    );
    return 1;
  }
  try {
    return await use(bookkeeping.records, bookkeeping);
  } finally {
    await bookkeeping.close();
  }
}
