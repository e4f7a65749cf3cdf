import type { Part } from '../protocol/gateway-state.ts';

/** What is said of a part that is gone. */
export interface PartWords {
  readonly title: (since: string) => string;
  readonly forUsers: string;
  readonly whatToDo: string;
}

export interface StateStrings {
  readonly region: string;
  /** These three begin a line, with the space that their language has there. */
  readonly forUsers: string;
  readonly whatToDo: string;
  readonly said: string;
  readonly partOf: (part: Pick<Part, 'name' | 'kind' | 'whenGone'>) => PartWords;
  readonly journal: (waiting: number, megabytes: string, limit: string, lost: number) => string;
  readonly row: (row: string, since: string) => string;
  readonly untilBack: string;
  readonly since: (time: string) => string;
  readonly noAnswer: string;
}

const english: Readonly<Record<string, PartWords>> = {
  'records postgres': {
    title: (since) => `PostgreSQL cannot be used since ${since}`,
    forUsers:
      'Chats go on. Saved prompts and templates cannot be opened or saved. Budgets count what this gateway knows itself.',
    whatToDo:
      'See that PostgreSQL runs, has room on its disk, and is reached from this gateway at the address in the variable that "records.urlEnv" names. Once it is back, all that waits is carried over by itself; nothing needs to be started again.',
  },
  'records embedded': {
    title: (since) => `The embedded store cannot be used since ${since}`,
    forUsers:
      'Chats go on. Saved prompts and templates cannot be opened or saved. Budgets count what this gateway knows itself.',
    whatToDo:
      'See that the disk of "records.folder" has room and that no other process uses it. What waits is carried over by itself once the store can be used.',
  },
  'journal disk': {
    title: (since) => `Records cannot be written to the disk since ${since}`,
    forUsers: 'Chats go on.',
    whatToDo:
      'Make room on the disk of "records.folder", or let the gateway’s user write there. Up to 20,000 records wait in memory; those past that are lost.',
  },
  'limits refuse': {
    title: (since) => `Redis cannot be used since ${since}: chats are refused`,
    forUsers:
      'Chats of people with limits, and chats for models with a line (maxConcurrent), are refused; panes say to try again in a moment. Other chats go on.',
    whatToDo:
      'See that Redis runs, takes writes, and is reached from this gateway at the address in the variable that "limits.redisUrlEnv" names. To let chats through uncounted meanwhile, set "limits": { "whenStoreFails": "allow" } and start the gateway again.',
  },
  'limits allow': {
    title: (since) => `Redis cannot be used since ${since}: chats are not counted`,
    forUsers: 'Chats go on and count against no limit. Each gateway keeps a line of its own before its models.',
    whatToDo:
      'See that Redis runs, takes writes, and is reached from this gateway at the address in the variable that "limits.redisUrlEnv" names. Counting goes on by itself once it is back.',
  },
};

const chinese: Readonly<Record<string, PartWords>> = {
  'records postgres': {
    title: (since) => `PostgreSQL 自 ${since} 起无法使用`,
    forUsers: '对话照常进行。已存的提示和模板无法打开或保存。预算只按此网关自己掌握的数据计算。',
    whatToDo:
      '请确认 PostgreSQL 正在运行、磁盘有空间，并且此网关能访问 "records.urlEnv" 所指变量中的地址。恢复后，等待的记录会自动写入，无需重启。',
  },
  'records embedded': {
    title: (since) => `内置存储自 ${since} 起无法使用`,
    forUsers: '对话照常进行。已存的提示和模板无法打开或保存。预算只按此网关自己掌握的数据计算。',
    whatToDo: '请确认 "records.folder" 所在磁盘有空间，且没有其他进程在使用它。存储可用后，等待的记录会自动写入。',
  },
  'journal disk': {
    title: (since) => `自 ${since} 起无法把记录写入磁盘`,
    forUsers: '对话照常进行。',
    whatToDo:
      '请在 "records.folder" 所在磁盘腾出空间，或让运行网关的用户可以写入。内存中最多保留 20,000 条记录，超出的会丢失。',
  },
  'limits refuse': {
    title: (since) => `Redis 自 ${since} 起无法使用：对话被拒绝`,
    forUsers:
      '受限额约束的人的对话，以及需要排队（maxConcurrent）的模型的对话会被拒绝，窗格会提示稍后重试。其他对话照常进行。',
    whatToDo:
      '请确认 Redis 正在运行、可以写入，并且此网关能访问 "limits.redisUrlEnv" 所指变量中的地址。若要暂时不计数放行，请设置 "limits": { "whenStoreFails": "allow" } 并重启网关。',
  },
  'limits allow': {
    title: (since) => `Redis 自 ${since} 起无法使用：对话不计数`,
    forUsers: '对话照常进行，不计入任何限额。各网关在模型前自行排队。',
    whatToDo:
      '请确认 Redis 正在运行、可以写入，并且此网关能访问 "limits.redisUrlEnv" 所指变量中的地址。恢复后会自动继续计数。',
  },
};

const keyOf = ({ name, kind, whenGone }: Pick<Part, 'name' | 'kind' | 'whenGone'>): string =>
  `${name} ${name === 'limits' ? whenGone : kind}`;

function wordsOf(
  table: Readonly<Record<string, PartWords>>,
  part: Pick<Part, 'name' | 'kind' | 'whenGone'>,
): PartWords {
  const words = table[keyOf(part)];
  if (!words) throw new Error(`There are no words for ${keyOf(part)}.`);
  return words;
}

const texts: Readonly<Record<'en' | 'zh', StateStrings>> = {
  en: {
    region: 'What does not work now',
    forUsers: 'For those who write: ',
    whatToDo: 'What to do: ',
    said: 'What was said: ',
    partOf: (part) => wordsOf(english, part),
    journal: (waiting, megabytes, limit, lost) =>
      `The journal holds ${megabytes} MB of ${limit} MB, ${waiting} records are on their way to it, ${lost} are lost.`,
    row: (row, since) => `The row “${row}” does not answer since ${since}.`,
    untilBack: 'Use, audit and feedback are in the store: they appear here by themselves when it is back.',
    since: (time) => `since ${time}`,
    noAnswer: 'The gateway does not answer now. What is shown is what it said last; this page goes on asking.',
  },
  zh: {
    region: '当前故障',
    forUsers: '对使用者的影响：',
    whatToDo: '处理办法：',
    said: '原始信息：',
    partOf: (part) => wordsOf(chinese, part),
    journal: (waiting, megabytes, limit, lost) =>
      `日志已用 ${megabytes} MB（上限 ${limit} MB），${waiting} 条记录正在写入，已丢失 ${lost} 条。`,
    row: (row, since) => `配置行“${row}”自 ${since} 起没有响应。`,
    untilBack: '使用情况、审计和反馈保存在存储中，存储恢复后会自动显示。',
    since: (time) => `自 ${time} 起`,
    noAnswer: '网关目前没有响应。此处显示的是它最近一次的状态；本页会继续查询。',
  },
};

export function stateStrings(language: 'en' | 'zh'): StateStrings {
  return texts[language];
}
