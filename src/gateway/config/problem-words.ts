import type { Language, Words } from '../language.ts';

/**
 * What can be wrong with a configuration: each says what it is and what to do. `{name}` stands for a fact. Never the value itself: it
 * may be a secret that was put into the wrong place.
 */
const words = {
  // The form of a value.
  missing: { en: 'This is missing. Write it.', zh: '缺少此项，请补上。' },
  'expected-text': { en: 'Write a text here, in quotes.', zh: '这里应是带引号的文本。' },
  'expected-number': { en: 'Write a number here, without quotes.', zh: '这里应是数字，不加引号。' },
  'expected-integer': { en: 'Write a whole number here, without quotes.', zh: '这里应是整数，不加引号。' },
  'expected-switch': { en: 'Write true or false here, without quotes.', zh: '这里应是 true 或 false，不加引号。' },
  'expected-list': { en: 'Write a list here, in [ ].', zh: '这里应是列表，用 [ ] 括起。' },
  'expected-object': { en: 'Write keys and values here, in { }.', zh: '这里应是键和值，用 { } 括起。' },
  'expected-model': {
    en: 'Write the model’s id in quotes, or { "id": … } with more about it.',
    zh: '请写带引号的模型标识，或用 { "id": … } 写明更多信息。',
  },
  'too-small': { en: 'Write {minimum} or more.', zh: '请写不小于 {minimum} 的数字。' },
  'above-zero': { en: 'Write a number above {minimum}.', zh: '请写大于 {minimum} 的数字。' },
  'too-large': { en: 'Write {maximum} or less.', zh: '请写不大于 {maximum} 的数字。' },
  'text-short': { en: 'Write something here, or remove the line.', zh: '请填写内容，或删除这一行。' },
  'text-long': { en: 'Shorten this to {maximum} characters.', zh: '请缩短到 {maximum} 个字符以内。' },
  'list-short': { en: 'Name at least {minimum}, or remove the line.', zh: '请至少写 {minimum} 项，或删除这一行。' },
  'list-long': { en: 'Shorten the list to {maximum}.', zh: '列表最多 {maximum} 项，请删减。' },
  'one-of': { en: 'Write one of {values}.', zh: '请写其中之一：{values}。' },
  'unknown-key': {
    en: 'There is no such setting. Correct its spelling, or remove it.',
    zh: '没有这个设置。请更正拼写，或删除它。',
  },
  'wrong-form': {
    en: 'This has another form than it should. docs/configuration.md shows it.',
    zh: '格式不对，正确格式见 docs/configuration.md。',
  },
  'name-form': {
    en: 'A name is letters, digits, dots, dashes and underscores, 64 at most. Change it.',
    zh: '名称由字母、数字、点、连字符和下划线组成，最多 64 个字符。请修改。',
  },
  'variable-name': {
    en: 'This is the name of an environment variable, such as OPENAI_API_KEY, never the key itself. Write the name.',
    zh: '这里应是环境变量的名称，例如 OPENAI_API_KEY，而不是密钥本身。请写名称。',
  },
  'no-address': {
    en: 'This is no address. Write the whole of it, such as http://localhost:8000/v1.',
    zh: '这不是地址。请写完整地址，例如 http://localhost:8000/v1。',
  },
  'address-scheme': {
    en: 'The address must begin with http:// or https://.',
    zh: '地址必须以 http:// 或 https:// 开头。',
  },
  'address-password': {
    en: 'Keep passwords out of the address: put the key into an environment variable and name that in "apiKeyEnv".',
    zh: '地址中不要写密码：请把密钥放进环境变量，并在 "apiKeyEnv" 中写变量名。',
  },
  'address-query': { en: 'The address must end before "?" and "#".', zh: '地址中不能有“?”和“#”，请删去其后的部分。' },
  'address-forbidden': {
    en: 'This is a link-local or metadata address, which is never a model. Correct it.',
    zh: '这是链路本地或元数据地址，不可能是模型。请更正。',
  },
  'address-chat-path': {
    en: 'Leave "/chat/completions" away: it is added.',
    zh: '请去掉“/chat/completions”，它会自动加上。',
  },
  'no-model': { en: 'Name at least one model.', zh: '请至少写一个模型。' },
  'origin-form': {
    en: 'This is an origin, such as https://contoso.example, with no path. Write that.',
    zh: '这里应是源，例如 https://contoso.example，不带路径。请改正。',
  },
  'id-form': {
    en: 'This is an id such as 11111111-2222-3333-4444-555555555555. Copy it from Entra.',
    zh: '这里应是形如 11111111-2222-3333-4444-555555555555 的标识，请从 Entra 复制。',
  },
  'no-issuer': {
    en: 'This is no address. Write the whole of it, such as https://login.example.org/realms/staff.',
    zh: '这不是地址。请写完整地址，例如 https://login.example.org/realms/staff。',
  },
  'issuer-scheme': {
    en: 'The address must begin with https://; http:// is for this machine alone.',
    zh: '地址必须以 https:// 开头；http:// 只能用于本机。',
  },
  'issuer-parts': {
    en: 'The address must be without "?", "#" and "@". Remove that part.',
    zh: '地址中不能有“?”“#”和“@”，请删去。',
  },
  'no-tenant': { en: 'Name the tenants whose people may come in.', zh: '请写明哪些租户的人员可以使用。' },
  'no-bot-tenant': { en: 'Name the tenants whose people may use the bot.', zh: '请写明哪些租户的人员可以使用机器人。' },
  'no-audience': { en: 'Name what stands in "aud" of its tokens.', zh: '请写明其令牌中“aud”的值。' },
  'pattern-form': {
    en: 'This is no regular expression. Correct it, or use "words".',
    zh: '这不是正则表达式。请更正，或改用 "words"。',
  },
  'word-short': { en: 'A word has two signs at least. Lengthen or remove it.', zh: '词语至少两个字符，请补全或删除。' },
  'category-form': {
    en: 'A category is a short name in letters. Shorten it.',
    zh: '类别是由字母组成的简短名称，请修改。',
  },
  'rule-empty': { en: 'Give the rule "words" or "patterns".', zh: '请为规则写 "words" 或 "patterns"。' },
  'currency-form': {
    en: 'A currency is three letters of ISO 4217: CNY for ¥, USD for $, EUR for €.',
    zh: '货币是 ISO 4217 的三个字母：人民币 CNY、美元 USD、欧元 EUR。',
  },
  'price-kind': {
    en: 'Give "perMillion" (a price by the token) or "gpu" (a price by the hour), one of them.',
    zh: '请写 "perMillion"（按词元计价）或 "gpu"（按小时计价），二者选一。',
  },
  'budget-whose': {
    en: 'Give "person" (an id, or "*" for each) or "group", one of them.',
    zh: '请写 "person"（标识，或用 "*" 表示每人）或 "group"，二者选一。',
  },
  'collector-address': {
    en: 'This is no address. Write it as http://collector:4318.',
    zh: '这不是地址。请写成 http://collector:4318。',
  },
  'repeated-group': {
    en: 'Another row is for the same group. Make one of both.',
    zh: '已有同一个组的一行。请合并为一行。',
  },
  'after-everybody': {
    en: 'The row "*" before it is for everybody, so this one holds for nobody. Put "*" last.',
    zh: '前面的“*”一行适用于所有人，此行永远不会生效。请把“*”放在最后。',
  },

  // The file.
  'secret-in-file': {
    en: 'Keys do not belong in this file. Put the key into an environment variable, name that in "apiKeyEnv", and remove this line.',
    zh: '密钥不应写在此文件中。请放进环境变量，在 "apiKeyEnv" 中写变量名，并删除这一行。',
  },
  'not-json': {
    en: 'This is not JSON. Correct it: an editor that knows JSON marks the place.',
    zh: '这不是 JSON，请更正：支持 JSON 的编辑器会标出位置。',
  },
  'not-json-at': {
    en: 'This is not JSON: line {line}, column {column}. Correct it there.',
    zh: '这不是 JSON：第 {line} 行第 {column} 列。请在该处更正。',
  },
  'no-object': {
    en: 'This is no JSON object. Correct it, or move it away.',
    zh: '这不是 JSON 对象。请更正，或移走该文件。',
  },
  'no-such-file': {
    en: 'There is no such file. Correct the path, or unset it.',
    zh: '没有这个文件。请更正路径，或取消该变量。',
  },
  'no-model-file': {
    en: 'There is no such file. Correct the path, or put the model there.',
    zh: '没有这个文件。请更正路径，或把模型放到该处。',
  },
  'no-tokens-file': {
    en: 'This is no file of tokens. Move it away, and make the tokens anew with "npx inkstone token add".',
    zh: '这不是令牌文件。请移走它，再用“npx inkstone token add”重新创建令牌。',
  },

  // Rows of models.
  'repeated-name': { en: 'Another row is named "{name}" too. Rename one.', zh: '另有一行也叫“{name}”，请改名。' },
  'key-of-kind': {
    en: 'The variable {variable} is not set. Set it to the key of "{name}", or name another in "apiKeyEnv".',
    zh: '环境变量 {variable} 没有设置。请设为“{name}”的密钥，或在 "apiKeyEnv" 中写另一个变量。',
  },
  'key-of-row': {
    en: 'The variable {variable} is not set. Set it to the key of "{name}", or remove this line.',
    zh: '环境变量 {variable} 没有设置。请设为“{name}”的密钥，或删除这一行。',
  },
  'no-usual-address': {
    en: '{title} has no usual address: write that of yours.',
    zh: '{title} 没有通用地址，请写你的地址。',
  },
  'azure-version': {
    en: 'Azure needs a version, such as "2024-10-21". Write it.',
    zh: 'Azure 需要版本，例如 "2024-10-21"，请补上。',
  },
  'alias-is-model': { en: 'A model has that id. Choose another name.', zh: '已有模型使用这个标识，请换一个名称。' },
  'alias-unknown': {
    en: 'No row has that model. Write its id, or "row/model", as the row has it.',
    zh: '没有哪一行有这个模型。请按该行的写法写其标识，或写“行名/模型”。',
  },
  'moderation-row': {
    en: 'There is no server row "{name}". Name one of "backends" that answers /moderations.',
    zh: '没有名为“{name}”的服务器行。请写 "backends" 中能回应 /moderations 的一行。',
  },

  // The environment.
  port: {
    en: 'A port is a whole number from 1 to 65535. Set it to one, or unset it.',
    zh: '端口是 1 到 65535 的整数。请更正，或取消该变量。',
  },
  beside: { en: '{given} is set, and needs this beside it.', zh: '已设置 {given}，还需要同时设置此变量。' },
  'redis-address': {
    en: 'Set the variable {variable} to the address of Redis, such as redis://localhost:6379.',
    zh: '请把环境变量 {variable} 设为 Redis 的地址，例如 redis://localhost:6379。',
  },
  'tls-both': { en: 'A certificate and its key go together: set both.', zh: '证书与其密钥要一起设置。' },
  'postgres-missing': {
    en: 'The variable {variable} is not set. Set it to postgres://user:password@host/database.',
    zh: '环境变量 {variable} 没有设置。请设为 postgres://user:password@host/database。',
  },
  'postgres-form': {
    en: 'The variable {variable} is no address of PostgreSQL. It begins with postgres://. Correct it.',
    zh: '环境变量 {variable} 不是 PostgreSQL 的地址，应以 postgres:// 开头。请更正。',
  },
  'no-price': {
    en: 'No price is in {currency}, so nothing would count. Use a currency of "prices", or add a price.',
    zh: '没有以 {currency} 计的价格，预算不会计数。请用 "prices" 中的货币，或添加价格。',
  },
  'metrics-token': {
    en: 'It has at least {length} characters, letters, digits and -._~+/= alone. Make one with "openssl rand -hex 24".',
    zh: '至少 {length} 个字符，只能用字母、数字和 -._~+/=。可用“openssl rand -hex 24”生成。',
  },
  'traces-grpc': {
    en: 'Traces go over HTTP. Give the collector’s HTTP port (4318), and unset this.',
    zh: '链路追踪使用 HTTP。请用收集器的 HTTP 端口（4318），并取消此变量。',
  },
  'open-to-others': {
    en:
      'HOST={host} lets others reach this gateway, and it asks nobody who they are. Either leave HOST away, so that it listens ' +
      'on this machine alone, or say who may use it: "access": { "mode": "token" } and "npx inkstone token add <name>", or ' +
      'the modes "entra" and "oidc". docs/access.md has the steps.',
    zh:
      'HOST={host} 使他人可以访问此网关，而它不询问来者身份。请去掉 HOST，只在本机监听；或写明谁可以使用：' +
      '"access": { "mode": "token" } 并运行“npx inkstone token add <名称>”，或用 "entra"、"oidc"。步骤见 docs/access.md。',
  },

  // The bot.
  'bot-production': {
    en: 'Activities without a token are for development alone, and NODE_ENV is "production". Unset this, and configure "teams".',
    zh: '不带令牌的消息只用于开发，而 NODE_ENV 是 "production"。请取消此变量，并配置 "teams"。',
  },
  'bot-open': {
    en: 'HOST={host} lets others reach this gateway. Unset this, or leave HOST away.',
    zh: 'HOST={host} 使他人可以访问此网关。请取消此变量，或去掉 HOST。',
  },
  'bot-secret': {
    en: 'The variable {variable} is not set. Put the secret of the bot\'s application into it, or set "managedIdentity".',
    zh: '环境变量 {variable} 没有设置。请放入机器人应用的密钥，或设置 "managedIdentity"。',
  },
  'bot-groups': {
    en: 'Groups are asked for with the secret of the application. Give it one, or name groups in "teams.groups".',
    zh: '查询组需要应用的密钥。请提供密钥，或在 "teams.groups" 中写明组。',
  },
} as const satisfies Readonly<Record<string, Words>>;

export type ProblemCode = keyof typeof words;

/** What stands in a sentence in the place of its `{name}`. */
export type ProblemFacts = Readonly<Record<string, string | number>>;

export function describeProblem(code: ProblemCode, facts: ProblemFacts, language: Language): string {
  return words[code][language].replace(/\{(\w+)\}/g, (whole, name: string) => String(facts[name] ?? whole));
}

/** The code as the message of a schema, which zod hands back with the issue. */
export function says(code: ProblemCode): ProblemCode {
  return code;
}

export function isProblemCode(text: unknown): text is ProblemCode {
  return typeof text === 'string' && Object.hasOwn(words, text);
}
