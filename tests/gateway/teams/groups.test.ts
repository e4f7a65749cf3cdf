import { createPolicies } from '../../../src/gateway/access/policies.ts';
import { policiesSchema } from '../../../src/gateway/access/policy-schema.ts';
import type { ConfigProblem } from '../../../src/gateway/config/config-error.ts';
import { createGroupDirectory } from '../../../src/gateway/teams/group-directory.ts';
import { readTeams } from '../../../src/gateway/teams/read-teams.ts';
import { teamsSchema } from '../../../src/gateway/teams/teams-schema.ts';
import { unseenGroups } from '../../../src/gateway/teams/unseen-groups.ts';
import { backendRow } from '../../support/gateway.ts';
import { startIssuer, type LocalIssuer } from '../../support/local-issuer.ts';
import { startGraph, type LocalGraph } from '../../support/local-graph.ts';
import { startScriptedBackend, type ScriptedBackend } from '../../support/scripted-backend.ts';
import { annsId, botWithoutTokens, startBot, tenant, type BotSite, type SentMessage } from '../../support/teams.ts';

jest.setTimeout(60_000);

const finance = '33333333-0000-4000-8000-000000000001';
const sales = '33333333-0000-4000-8000-000000000002';
const appId = '44444444-4444-4444-8444-444444444444';
const tomsId = '22222222-2222-4222-8222-222222222223';
const tom = { from: { id: '29:tom', name: 'Tom', aadObjectId: tomsId } };
const cardOf = ({ body }: SentMessage): string => JSON.stringify(body.attachments ?? []);

describe('the groups of a person, in Teams', () => {
  let graph: LocalGraph;
  let issuer: LocalIssuer;
  let backend: ScriptedBackend;
  let site: BotSite;
  const problems: string[] = [];
  const settings = (): typeof botWithoutTokens => ({
    ...botWithoutTokens,
    appId,
    secret: 's3cret',
    groupsFromGraph: true,
    graph: graph.url,
    authority: graph.url,
    groups: ['teams'],
  });
  beforeAll(async () => {
    graph = await startGraph();
    issuer = await startIssuer('RS256');
    const own = await issuer.sign({ aud: 'https://api.botframework.com', exp: Math.floor(Date.now() / 1000) + 3600 });
    backend = await startScriptedBackend({ reply: 'Yes.' });
    const policies = createPolicies(
      policiesSchema.parse({
        groups: [
          { group: finance, commands: ['summarise'] },
          { group: sales, instructions: 'Speak as a seller.' },
          { group: '*', commands: ['minutes'] },
        ],
      }),
    );
    site = await startBot(
      {
        backends: [backendRow(backend.url)],
        embeddedEngine: 'never',
        policies,
        stages: [policies.stage],
        onUnexpected: ({ message }) => problems.push(message),
      },
      { token: () => Promise.resolve(own) },
      settings(),
    );
  });
  afterAll(async () => {
    await site.close();
    await backend.close();
    await graph.close();
    await issuer.close();
  });
  beforeEach(() => graph.fail(undefined));

  it('are those of Entra, for the bot and the message extension: each has their own policy', async () => {
    graph.put(annsId, [finance]);
    graph.put(tomsId, [sales]);
    expect(cardOf(await site.say('Write a poem'))).toContain('does not allow');
    const summary = await site.invoke('composeExtension/fetchTask', {
      commandId: 'summarize',
      messagePayload: { body: { contentType: 'html', content: '<p>The review is on Thursday.</p>' } },
    });
    expect(JSON.stringify(summary)).toContain('Yes.');
    const toTom = await site.say('Write a poem', {
      ...tom,
      conversation: { id: 'a:tom', conversationType: 'personal', tenantId: tenant },
    });
    expect(toTom.body.text).toBe('Yes.');
    expect(JSON.stringify(backend.requests.at(-1)!.body['messages'])).toContain('Speak as a seller.');
  });

  it('are asked for as the bot’s application, and remembered for a while', () => {
    expect(graph.paths.filter((path) => path.includes(annsId))).toHaveLength(1);
    expect(graph.tokenRequests).toHaveLength(1);
    expect(Object.fromEntries(graph.tokenRequests[0]!)).toEqual({
      grant_type: 'client_credentials',
      client_id: appId,
      client_secret: 's3cret',
      scope: `${graph.url}/.default`,
    });
    expect(graph.paths[0]).toBe(`/${tenant}/oauth2/v2.0/token`);
  });

  it('are not taken for none where they cannot be had: the person is told, and whoever runs it', async () => {
    graph.fail(403);
    const stranger = { from: { id: '29:lena', name: 'Lena', aadObjectId: '22222222-2222-4222-8222-222222222229' } };
    const asked = backend.requests.length;
    const answer = await site.say('Write a poem', {
      ...stranger,
      conversation: { id: 'a:lena', conversationType: 'personal', tenantId: tenant },
    });
    expect(cardOf(answer)).toContain('which groups you are in');
    expect(backend.requests.length).toBe(asked);
    expect(problems.join('\n')).toContain('GroupMember.Read.All');
  });
});

describe('the directory', () => {
  it('asks anew when its time is over, and goes on with what it knew while Graph is away', async () => {
    const graph = await startGraph();
    let now = 0;
    const directory = createGroupDirectory(
      { ...botWithoutTokens, appId, secret: 'x', groupsFromGraph: true, graph: graph.url, authority: graph.url },
      { request: fetch, now: () => now, onProblem: () => undefined },
    );
    graph.put(annsId, [finance]);
    expect(await directory.groupsOf(tenant, annsId)).toEqual([finance]);
    graph.put(annsId, [sales]);
    expect(await directory.groupsOf(tenant, annsId)).toEqual([finance]);
    now = 11 * 60_000;
    expect(await directory.groupsOf(tenant, annsId)).toEqual([sales]);
    graph.fail(503);
    now = 22 * 60_000;
    expect(await directory.groupsOf(tenant, annsId)).toEqual([sales]);
    now = 3 * 3_600_000;
    await expect(directory.groupsOf(tenant, annsId)).rejects.toMatchObject({ reason: 'groups-unknown' });
    await graph.close();
  });
});

describe('the configuration', () => {
  it('says which policies do not hold for the bot, and what Graph needs', () => {
    const policies = policiesSchema.parse({ groups: [{ group: finance }, { group: 'teams' }, { group: '*' }] }).groups;
    const teams = { ...botWithoutTokens, groups: ['teams'] };
    expect(unseenGroups(teams, policies)).toEqual([finance]);
    expect(unseenGroups({ ...teams, groupsFromGraph: true }, policies)).toEqual([]);
    const problems: ConfigProblem[] = [];
    const file = teamsSchema.parse({ appId, tenants: [tenant], managedIdentity: true, groupsFromGraph: true });
    readTeams(file, { mode: 'entra', host: '127.0.0.1', environment: {}, problems });
    expect(problems.map(({ key }) => key)).toEqual(['teams.groupsFromGraph']);
  });
});
