import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { strFromU8, unzipSync } from 'fflate';
import { productRoot } from '../../support/gateway.ts';

type Change = readonly [what: string, from: string, to: string | null];

interface Settings {
  readonly domain: string;
  readonly botId?: string;
  readonly clientId?: string;
}

const bot = '8f14e45f-ceea-467f-a8d5-0123456789ab';
const real: Settings = { domain: 'inkstone.example.com', botId: bot };

interface Package {
  readonly settings?: Settings;
  readonly production?: boolean;
  readonly changes?: readonly Change[];
}

/** The faults of each package. All at once: compiling the schemas takes longest. */
function faultsOf(packages: readonly Package[]): string[][] {
  const input = packages.map(({ settings = real, production = true, changes = [] }) => ({
    settings,
    production,
    changes,
  }));
  const { stdout, stderr } = spawnSync(process.execPath, [join(productRoot, 'tests/support/check-app-package.mjs')], {
    input: JSON.stringify(input),
    encoding: 'utf8',
  });
  if (stdout === '') throw new Error(stderr);
  return JSON.parse(stdout) as string[][];
}

function runPackage(...flags: readonly string[]): { readonly code: number | null; readonly said: string } {
  const { INKSTONE_DOMAIN: _d, INKSTONE_BOT_ID: _b, ...env } = process.env;
  const { status, stdout, stderr } = spawnSync(process.execPath, [join(productRoot, 'scripts/package.mjs'), ...flags], {
    encoding: 'utf8',
    env,
  });
  return { code: status, said: stdout + stderr };
}

const manifest = 'manifest.json';
const pixel = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';
const broken: readonly (readonly [name: string, change: Change, message: string])[] = [
  [
    'a member that the schema does not know',
    [manifest, '"accentColor":', '"accentcolor":'],
    'must NOT have additional properties',
  ],
  [
    'a title that is too long',
    [manifest, '"Summarise","description":"The gist of this message"', `"${'x'.repeat(33)}","description":"x"`],
    'must NOT have more than 32 characters',
  ],
  [
    'a translation that is too long',
    ['zh-cn.json', '概括这条消息的要点', '长'.repeat(129)],
    'must NOT have more than 128 characters',
  ],
  [
    'a translation of nothing',
    ['zh-cn.json', 'commands[6].parameters[0].title', 'commands[6].parameters[1].title'],
    'which the manifest lacks',
  ],
  [
    'a text without Chinese',
    ['zh-cn.json', '"composeExtensions[0].commands[1].title"', '"composeExtensions[0].commands[7].title"'],
    'zh-cn.json lacks composeExtensions[0].commands[1].title',
  ],
  ['a language file that is missing', ['zh-cn.json', '', null], 'There is no language file zh-cn.json'],
  [
    'a command that is there twice',
    [manifest, '"id":"draftReply"', '"id":"translate"'],
    'The command translate is there twice',
  ],
  [
    'an action that opens nothing',
    [
      manifest,
      '"description":"This message in another language","fetchTask":true',
      '"description":"This message in another language"',
    ],
    'The action translate opens nothing',
  ],
  [
    'a control that runs nothing',
    [manifest, '"actionId":"summarise"', '"actionId":"summarize"'],
    'runs summarize, which is no action',
  ],
  [
    'a ribbon that differs from manifest.xml',
    ['manifest.xml', 'DefaultValue="Fix grammar"', 'DefaultValue="Correct"'],
    'differs from manifest.xml',
  ],
  [
    'another version than manifest.xml',
    ['manifest.xml', '<Version>0.1.0.0<', '<Version>0.2.0.0<'],
    'manifest.xml has 0.2.0',
  ],
  [
    'an address without https',
    [manifest, 'https://localhost:3000/tab/', 'http://localhost:3000/tab/'],
    'is not served over https',
  ],
  [
    'an address elsewhere',
    [manifest, 'https://localhost:3000/tab/', 'https://elsewhere.example/tab/'],
    'which is not among the valid domains',
  ],
  ['an icon of another size', ['color.png', '', pixel], 'color.png is 1 × 1, not 192 × 192'],
  ['an icon that is no PNG', ['outline.png', '', 'R0lGODlhAQABAAAAACw='], 'outline.png is no PNG'],
  ['an icon that is missing', ['outline.png', '', null], 'There is no icon outline.png'],
];

const good: readonly (readonly [name: string, one: Package])[] = [
  ['for people', {}],
  ['for people, without its bot', { settings: { domain: 'inkstone.example.com' } }],
  ['with sign-in', { settings: { ...real, clientId: bot } }],
  ['on this machine', { settings: { domain: 'localhost:3000', botId: bot }, production: false }],
];
const local = { domain: 'localhost:3000', botId: '00000000-0000-0000-0000-000000000000' };

const found = faultsOf([
  ...good.map(([, one]) => one),
  ...broken.map(([, change]) => ({ changes: [change] })),
  { settings: local },
]);

describe('the app package', () => {
  it.each(good.map(([name], at) => [name, at] as const))('keeps every rule %s', (_, at) => {
    expect(found[at]).toEqual([]);
  });

  it('offers the commands that the bot answers', () => {
    const manifest = JSON.parse(readFileSync(join(productRoot, 'appPackage/manifest.json'), 'utf8')) as {
      composeExtensions: { commands: { id: string; context: string[]; type: string }[] }[];
    };
    const offered = manifest.composeExtensions[0]!.commands.map(
      ({ id, context, type }) => `${id} ${type} ${context.join('+')}`,
    );
    expect(offered).toEqual([
      'summarize action message',
      'draftReply action message',
      'translate action message',
      'tasks action message',
      'draft action compose+commandBox',
      'improve action compose+commandBox',
      'prompts query compose+commandBox',
    ]);
  });

  it('hides the add-in of manifest.xml, so that no ribbon shows twice', () => {
    const { extensions } = JSON.parse(readFileSync(join(productRoot, 'appPackage/manifest.json'), 'utf8')) as {
      extensions: { alternates: { hide: { customOfficeAddin: { officeAddinId: string } } }[] }[];
    };
    const xml = readFileSync(join(productRoot, 'manifest.xml'), 'utf8');
    expect(xml).toContain(`<Id>${extensions[0]!.alternates[0]!.hide.customOfficeAddin.officeAddinId}</Id>`);
  });
});

describe('the rules', () => {
  it.each(broken.map(([name, , message], at) => [name, message, at] as const))('find %s', (_, message, at) => {
    expect(found[good.length + at]!.filter((fault) => fault.includes(message))).not.toEqual([]);
  });

  it('keep this machine and a bot without an id out of what people get', () => {
    const faults = found.at(-1)!;
    expect(faults.join('\n')).toContain('staticTabs[0].contentUrl leads to this machine');
    expect(faults).toContain('The bot has no id of its own.');
  });
});

describe('npm run package', () => {
  const build = join(productRoot, 'appPackage/build');
  const name = `test-${process.pid}`;
  afterAll(() => rmSync(join(build, `inkstone-${name}.zip`), { force: true }));

  it('writes a zip with the domain and the ids in it, the manifest at its root', () => {
    const { code, said } = runPackage('--env', name, '--domain', 'inkstone.example.com', '--bot-id', bot);
    expect({ code, said }).toEqual({
      code: 0,
      said: expect.stringContaining('https://inkstone.example.com/api/messages'),
    });
    const files = unzipSync(new Uint8Array(readFileSync(join(build, `inkstone-${name}.zip`))));
    expect(Object.keys(files).toSorted()).toEqual([
      'color.png',
      'en.json',
      'manifest.json',
      'outline.png',
      'zh-cn.json',
    ]);
    const text = strFromU8(files['manifest.json']!);
    expect(text).not.toContain('localhost');
    expect(JSON.parse(text)).toMatchObject({
      validDomains: ['inkstone.example.com'],
      bots: [{ botId: bot }],
      composeExtensions: [{ botId: bot }],
    });
  });

  it.each([
    ['no domain', ['--env', 'production'], '--domain is missing'],
    ['an address for a domain', ['--env', 'production', '--domain', 'https://x.example'], 'without https://'],
    [
      'this machine for people',
      ['--env', 'production', '--domain', 'localhost:3000', '--bot-id', bot],
      'from where people can reach it',
    ],
    ['no bot', ['--env', 'production', '--domain', 'inkstone.example.com'], '--bot-id is missing'],
    [
      'a bot id that is none',
      ['--env', 'production', '--domain', 'inkstone.example.com', '--bot-id', 'x'],
      '--bot-id is an id such as',
    ],
    ['a flag that is none', ['--everything'], '--everything'],
  ])('says what to do about %s, and writes nothing', (_, flags, message) => {
    const { code, said } = runPackage(...flags);
    expect(code).toBe(1);
    expect(said).toContain(message);
    expect(existsSync(join(build, 'inkstone-production.zip'))).toBe(false);
  });
});
