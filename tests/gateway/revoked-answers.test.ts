import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { GenerationEvent } from '../../src/core/generation/generation-event.ts';
import { createGatewayModel } from '../../src/core/model/gateway-model.ts';
import { createTokenAccess } from '../../src/gateway/access/token-access.ts';
import { createPolicies } from '../../src/gateway/access/policies.ts';
import { runCommand } from '../../src/gateway/commands/run-command.ts';
import { createMemoryLimits } from '../../src/gateway/limits/memory-limits.ts';
import { createQuotaStage } from '../../src/gateway/limits/quota-stage.ts';
import type { LogEntry } from '../../src/gateway/log.ts';
import { createPricing } from '../../src/gateway/prices/pricing.ts';
import { createSpending } from '../../src/gateway/prices/spending.ts';
import type { GatewayRecord } from '../../src/gateway/records/record.ts';
import { createRecordStage } from '../../src/gateway/records/record-stage.ts';
import { openSafety } from '../../src/gateway/safety/open-safety.ts';
import { safetySchema } from '../../src/gateway/safety/safety-schema.ts';
import { policyListSchema } from '../../src/protocol/policy.ts';
import { backendRow, startGateway, until } from '../support/gateway.ts';
import { startScriptedBackend, type ScriptedBackend } from '../support/scripted-backend.ts';

/** Longer than anybody here waits. */
const endless = { reply: 'word '.repeat(5000), delayMs: 5 };
/** After a change, an answer that must not go on is over by then. */
const soonMs = 3000;

describe('an answer whose person is shut out while it comes', () => {
  const records: GatewayRecord[] = [];
  const log: LogEntry[] = [];
  const secrets: Record<string, string> = {};
  let folder: string;
  let path: string;
  let backend: ScriptedBackend;
  let origin: string;
  let close: () => Promise<void>;

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'inkstone-revoked-'));
    path = join(folder, 'inkstone.tokens.json');
    backend = await startScriptedBackend();
    const access = createTokenAccess({ path });
    const recording = createRecordStage({
      record: (record) => records.push(record),
      pricing: createPricing([]),
      spending: createSpending([]),
      keepsContentOf: () => false,
      onRunning: () => undefined,
    });
    const groups = policyListSchema.parse([{ group: 'limited', perPerson: { tokensPerDay: 3000 } }]);
    const { policyOf } = createPolicies({ groups });
    const quotas = createQuotaStage({ store: createMemoryLimits(), policyOf, whenStoreFails: 'refuse' });
    const safety = openSafety({ safety: safetySchema.parse({}), backends: [] });
    ({ origin, close } = await startGateway({
      backends: [backendRow(backend.url)],
      identify: (request) => access.identify(request),
      signIn: access.signIn,
      tokens: access.tokens,
      revocations: access.revocations,
      stages: [recording, quotas, safety],
      log: (entry) => log.push(entry),
    }));
  });
  beforeEach(async () => {
    writeFileSync(path, '{"tokens":[]}');
    secrets['ann'] = await tokenOf('ann', '--group', 'limited');
    secrets['bob'] = await tokenOf('bob');
    secrets['chief'] = await tokenOf('chief', '--role', 'admin');
    backend.play(endless);
    records.length = 0;
    log.length = 0;
  });
  afterAll(async () => {
    await close();
    await backend.close();
    rmSync(folder, { recursive: true });
  });

  async function command(...words: string[]): Promise<string[]> {
    const printed: string[] = [];
    const code = await runCommand(words, {
      root: folder,
      environment: {},
      folder,
      openEngine: () => Promise.resolve(undefined),
      openLocalModel: () => Promise.reject(new Error('not needed')),
      installRuntime: () => Promise.resolve(false),
      print: (line) => printed.push(line),
      printError: (line) => printed.push(line),
    });
    expect([code, printed]).toEqual([0, printed]);
    return printed;
  }

  async function tokenOf(name: string, ...more: string[]): Promise<string> {
    return (await command('token', 'add', name, ...more))[0]!;
  }

  function ask(name: string, stream = true, language = 'en'): Promise<Response> {
    return fetch(`${origin}/v1/chat/completions`, {
      method: 'POST',
      headers: {
        authorization: `Bearer ${secrets[name]}`,
        'content-type': 'application/json',
        'accept-language': language,
      },
      body: JSON.stringify({ model: 'small', messages: [{ role: 'user', content: 'Hi' }], stream }),
    });
  }

  /** What an answer says from now until it is over, which is to be soon. */
  async function restOf(response: Response): Promise<string> {
    const started = performance.now();
    const text = await response.text();
    expect(performance.now() - started).toBeLessThan(soonMs);
    return text;
  }

  /** How Ann's answers ended. */
  const endings = (): string[] =>
    records.flatMap((record) =>
      record.kind === 'usage' && record.person === 'token:ann' ? [`${record.outcome}: ${record.code}`] : [],
    );

  const ways: readonly [string, () => Promise<unknown>][] = [
    ['on the command line', () => command('token', 'remove', 'ann')],
    [
      'on the administrators’ page',
      () =>
        fetch(`${origin}/v1/admin/tokens/ann`, {
          method: 'DELETE',
          headers: { authorization: `Bearer ${secrets['chief']}` },
        }),
    ],
    [
      'in the file',
      async () => {
        const { tokens } = JSON.parse(readFileSync(path, 'utf8')) as { tokens: { name: string }[] };
        writeFileSync(path, JSON.stringify({ tokens: tokens.filter(({ name }) => name !== 'ann') }));
      },
    ],
    [
      'for a new one of the same name',
      async () => {
        await command('token', 'remove', 'ann');
        await command('token', 'add', 'ann');
      },
    ],
  ];

  it.each(ways)('ends soon, and says why, when the token is removed %s', async (_way, remove) => {
    const before = backend.aborted;
    const [mine, others] = [await ask('ann'), await ask('bob')];
    await remove();
    const text = await restOf(mine);
    expect(text).toMatch(/^data: \{.*word/);
    expect(text).toMatch(
      /data: \{"error":\{"message":"[^"]*token was removed[^"]*"[^}]*"code":"sign-in-required","param":"unknown-token"\}\}\n\n$/,
    );
    await until(() => backend.aborted > before);
    await until(() => endings().length === 1);
    expect(endings()).toEqual(['failed: sign-in-required']);
    await until(() => log.some(({ error }) => error?.startsWith('sign-in-required') === true));
    // Who still has a token reads on.
    const reader = others.body!.getReader();
    for (let pieces = 0; pieces < 50; pieces += 1) expect((await reader.read()).done).toBe(false);
    await reader.cancel();
    await until(() => backend.aborted > before + 1);
  });

  it('asks the person of a pane to sign in, and keeps what came', async () => {
    let asked = 0;
    const model = createGatewayModel('small', {
      baseUrl: origin,
      headers: () => Promise.resolve({ authorization: `Bearer ${secrets['ann']}` }),
      onSignInRequired: () => (asked += 1),
    });
    const events: GenerationEvent[] = [];
    for await (const event of model.stream({ messages: [{ role: 'user', content: 'Hi' }] })) {
      if (event.type === 'text-delta' && events.length === 3) await command('token', 'remove', 'ann');
      events.push(event);
    }
    expect(events.filter(({ type }) => type === 'text-delta').length).toBeGreaterThan(3);
    expect(events.at(-1)).toMatchObject({
      type: 'error',
      error: { code: 'sign-in-required', reason: 'unknown-token' },
    });
    expect(asked).toBe(1);
  });

  it('is refused where nothing of it has come yet, in the language of its person', async () => {
    const before = backend.requests.length;
    const asked = ask('ann', false, 'zh-CN');
    await until(() => backend.requests.length > before);
    await command('token', 'remove', 'ann');
    const response = await asked;
    expect(response.status).toBe(401);
    expect(((await response.json()) as { error: { message: string } }).error.message).toContain('令牌已被删除');
  });

  it('gives back what was reckoned of the limits', async () => {
    for (let times = 0; times < 4; times += 1) {
      const response = await ask('ann');
      expect(response.status).toBe(200);
      await command('token', 'remove', 'ann');
      await restOf(response);
      secrets['ann'] = await tokenOf('ann', '--group', 'limited');
    }
  });

  it('goes on while the file cannot be read, which may be a slip of the pen', async () => {
    const response = await ask('ann');
    writeFileSync(path, '{"tokens":[');
    const reader = response.body!.getReader();
    const end = performance.now() + 2500;
    while (performance.now() < end) expect((await reader.read()).done).toBe(false);
    await reader.cancel();
  });
});
