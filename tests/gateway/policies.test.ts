import { createPolicies } from '../../src/gateway/access/policies.ts';
import { policiesSchema } from '../../src/gateway/access/policy-schema.ts';
import type { Person } from '../../src/gateway/chat-stage.ts';
import { backendRow, startGateway } from '../support/gateway.ts';
import { startScriptedBackend, type ScriptedBackend } from '../support/scripted-backend.ts';

const policies = createPolicies(
  policiesSchema.parse({
    groups: [
      { group: 'narrow', models: ['small'], commands: ['shorten', 'custom'], surfaces: ['word'] },
      { group: 'families', models: ['Qwen/*'] },
      { group: 'at-home', localOnly: true },
      { group: 'guided', instructions: 'Write as Contoso does.', featuresOff: ['free-prompts', 'history'] },
      { group: '*', models: ['small', 'far'] },
    ],
  }),
);

describe('what an organisation allows its groups', () => {
  let backend: ScriptedBackend;
  let origin: string;
  let close: () => Promise<void>;
  let person: Person;

  beforeAll(async () => {
    backend = await startScriptedBackend({ reply: 'Yes.' });
    const row = (name: string, baseUrl: string, model: string) =>
      backendRow(baseUrl, { name, models: [{ id: model, upstreamId: model, contextWindow: 8192 }] });
    ({ origin, close } = await startGateway({
      backends: [
        row('here', backend.url, 'small'),
        row('family', backend.url, 'Qwen/Qwen3-8B'),
        row('cloud', 'https://api.hosted.example/v1', 'far'),
        { ...row('own', 'https://gpu.contoso.example/v1', 'own'), hosted: false },
        { ...row('azure', 'http://127.0.0.1:9', 'azure'), kind: 'azure-openai', hosted: true },
      ],
      identify: () => Promise.resolve(person),
      policies,
      stages: [policies.stage],
    }));
  });
  afterAll(async () => {
    await close();
    await backend.close();
  });
  const be = (...groups: string[]): void => void (person = { id: 'ann', name: 'Ann', groups, role: 'user' });

  const models = async (): Promise<string[]> => {
    const list = (await (await fetch(`${origin}/v1/models`)).json()) as { data: { id: string }[] };
    return list.data.map(({ id }) => id);
  };
  const chat = (model: string, command?: string, surface = 'word', messages?: object[]): Promise<Response> =>
    fetch(`${origin}/v1/chat/completions`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-inkstone-surface': surface },
      body: JSON.stringify({
        model,
        messages: messages ?? [{ role: 'user', content: 'Hi' }],
        ...(command === undefined ? {} : { inkstone_task: { command, text: 'x' } }),
      }),
    });
  const refusal = async (response: Response): Promise<unknown[]> => {
    const { error } = (await response.json()) as { error: { code: string; param: string; message: string } };
    return [response.status, error.code, error.param];
  };

  it('offers each person the models of their group alone', async () => {
    be('narrow');
    expect(await models()).toEqual(['small']);
    be('families');
    expect(await models()).toEqual(['Qwen/Qwen3-8B']);
    be('guided');
    expect(await models()).toEqual(['small', 'Qwen/Qwen3-8B', 'far', 'own', 'azure']);
    be();
    expect(await models()).toEqual(['small', 'far']);
  });

  it('keeps hosted models from a group that may use its own alone', async () => {
    be('at-home');
    expect(await models()).toEqual(['small', 'Qwen/Qwen3-8B', 'own']);
    expect(await refusal(await chat('far'))).toEqual([403, 'policy-forbids', 'local-only']);
    expect(await refusal(await fetch(`${origin}/v1/models/azure`))).toEqual([403, 'policy-forbids', 'local-only']);
  });

  it('goes by the first row that a person is in', async () => {
    be('families', 'narrow');
    expect(await models()).toEqual(['small']);
  });

  it('refuses the rest, says which rule, and asks no model', async () => {
    be('narrow');
    const before = backend.requests.length;
    expect(await refusal(await chat('own', 'shorten'))).toEqual([403, 'policy-forbids', 'model']);
    expect(await refusal(await chat('here/small', 'shorten'))).toEqual([403, 'policy-forbids', 'model']);
    expect(await refusal(await chat('small', 'translate'))).toEqual([403, 'policy-forbids', 'command']);
    expect(await refusal(await chat('small'))).toEqual([403, 'policy-forbids', 'command']);
    expect(await refusal(await chat('small', 'shorten', 'excel'))).toEqual([403, 'policy-forbids', 'surface']);
    expect(await refusal(await chat('small', 'shorten', 'moon'))).toEqual([403, 'policy-forbids', 'surface']);
    expect(backend.requests).toHaveLength(before);
    expect((await chat('small', 'shorten')).status).toBe(200);
    be('guided');
    expect(await refusal(await chat('small', 'draft'))).toEqual([403, 'policy-forbids', 'free-prompts']);
    expect(await refusal(await chat('small', 'ask-cell'))).toEqual([403, 'policy-forbids', 'free-prompts']);
  });

  it('adds its instructions to those there are, the same bytes each time', async () => {
    be('guided');
    await chat('small', 'shorten', 'word', [
      { role: 'system', content: 'You are an editor.' },
      { role: 'user', content: 'Hi' },
    ]);
    await chat('small', 'shorten');
    const [long, short] = backend.requests.slice(-2).map(({ body }) => body['messages'] as { content: string }[]);
    expect(long).toHaveLength(2);
    expect(long![0]!.content).toMatch(
      /^You are an editor\.\n\nInstructions of the organisation.*\nWrite as Contoso does\.$/,
    );
    expect(short).toHaveLength(2);
    expect(short![0]).toMatchObject({ role: 'system', content: expect.stringContaining('Write as Contoso does.') });
  });

  it('tells the pane all of it', async () => {
    be('guided');
    expect(await (await fetch(`${origin}/v1/session`)).json()).toMatchObject({
      permissions: {
        commands: null,
        surfaces: null,
        localOnly: false,
        featuresOff: ['free-prompts', 'history'],
        instructions: 'Write as Contoso does.',
      },
    });
  });

  it.each([
    [{ groups: [{ group: '*' }, { group: 'a' }] }, 'The row "*" before it'],
    [{ groups: [{ group: 'a' }, { group: 'a' }] }, 'Another row is for "a" too'],
    [{ groups: [{ group: 'a', priority: 'urgent' }] }, 'Invalid option'],
    [{ groups: [{ group: 'a', perPerson: { tokensPerDay: 0 } }] }, 'Too small'],
  ])('must be said rightly (%#)', (config, said) => {
    const parsed = policiesSchema.safeParse(config);
    expect(parsed.error?.issues.map(({ message }) => message).join()).toContain(said);
  });
});
