import { writingCommandSet } from '../../src/core/prompt/commands.ts';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createAccess, type Access, type TokenVault } from '../../src/assistant/access.ts';
import { Assistant } from '../../src/assistant/assistant.ts';
import { AssistantError } from '../../src/base/errors.ts';
import { createGatewayModel } from '../../src/core/model/gateway-model.ts';
import { listModels } from '../../src/core/model/list-models.ts';
import { shorten } from '../../src/core/prompt/shorten.ts';
import { accessSchema, type OidcConfig } from '../../src/gateway/access/access-schema.ts';
import type { Access as GatewayAccess } from '../../src/gateway/access/access.ts';
import { createOidcAccess } from '../../src/gateway/access/oidc-access.ts';
import { createTokenAccess } from '../../src/gateway/access/token-access.ts';
import { createToken, digestOf, writeTokens } from '../../src/gateway/access/token-file.ts';
import { memoryStorage } from '../support/assistant.ts';
import { backendRow, startGateway, until } from '../support/gateway.ts';
import { goodClaims, startIssuer, type LocalIssuer } from '../support/local-issuer.ts';
import { MemoryHost } from '../support/memory-host.ts';
import { startScriptedBackend, type ScriptedBackend } from '../support/scripted-backend.ts';

jest.setTimeout(60_000);

describe('the pane at a gateway that asks who somebody is', () => {
  const token = createToken();
  let folder: string;
  let path: string;
  let backend: ScriptedBackend;
  let guard: GatewayAccess;
  let origin: string;
  let close: () => Promise<void>;
  let kept: string | null;
  const vault: TokenVault = { read: () => kept, write: (value) => void (kept = value) };

  const admit = (...names: string[]): void =>
    writeTokens(
      path,
      names.map((name) => ({
        name,
        sha256: digestOf(token),
        groups: [],
        role: 'user',
        created: '2026-01-01T00:00:00.000Z',
      })),
    );

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'inkstone-pane-'));
    path = join(folder, 'tokens.json');
    backend = await startScriptedBackend({ reply: 'Short.' });
    guard = createTokenAccess({ path });
    ({ origin, close } = await startGateway({
      backends: [backendRow(backend.url)],
      identify: (request) => guard.identify(request),
      signIn: guard.signIn,
    }));
  });
  afterAll(async () => {
    await close();
    await backend.close();
    rmSync(folder, { recursive: true });
  });
  beforeEach(() => {
    kept = null;
    admit('ann');
  });

  const open = (): { access: Access; assistant: Assistant } => {
    const access = createAccess({
      baseUrl: origin,
      surface: 'word',
      language: () => 'en',
      vault,
      openIdentity: () => Promise.reject(new AssistantError('unexpected', 'Not in this mode.')),
    });
    const host = new MemoryHost('One sentence that is far too long.');
    host.select(0);
    const assistant = new Assistant({
      commandSet: writingCommandSet,
      host,
      createModel: (id) => createGatewayModel(id, access.gateway),
      listModels: (signal) => listModels(access.gateway, signal),
      storage: memoryStorage(),
      permissions: () => access.store.getState().session?.permissions,
    });
    access.onEntered(() => void assistant.resume());
    return { access, assistant };
  };

  it('learns that a token is wanted, without a complaint about none', async () => {
    const { access } = open();
    await access.check();
    expect(access.store.getState()).toMatchObject({ status: 'out', signIn: { mode: 'token' }, error: null });
  });

  it('gets in with a good token, which is kept nowhere', async () => {
    const { access } = open();
    await access.check();
    await access.enter(` ${token}\n`, false);
    expect(access.store.getState()).toMatchObject({ status: 'in', session: { person: { name: 'ann' } }, error: null });
    expect(kept).toBeNull();
  });

  it('keeps the token for as long as the window is open when it is asked to', async () => {
    const { access } = open();
    await access.check();
    await access.enter(token, true);
    expect(kept).toBe(token);
    const next = open();
    await next.access.check();
    expect(next.access.store.getState().status).toBe('in');
    await next.access.leave();
    expect([kept, next.access.store.getState().status]).toEqual([null, 'out']);
  });

  it('says what is wrong with a bad token, and does not keep it', async () => {
    const { access } = open();
    await access.check();
    await access.enter('ink_wrong', true);
    expect(access.store.getState()).toMatchObject({ status: 'out', error: { reason: 'unknown-token' }, isBusy: false });
    expect(kept).toBeNull();
  });

  it('asks again by itself what was refused when the sign-in ended, and loses nothing', async () => {
    const { access, assistant } = open();
    await access.check();
    await access.enter(token, false);
    await until(() => assistant.state.modelsStatus === 'ready', 20_000);
    admit();
    await assistant.run(shorten, 'in one word');
    await until(() => access.store.getState().status === 'out', 20_000);
    expect(assistant.state.turn).toMatchObject({
      instruction: 'in one word',
      generation: { status: 'failed', error: { code: 'sign-in-required' } },
    });
    admit('ann');
    await access.enter(token, false);
    await until(() => assistant.state.turn?.generation.status === 'done', 20_000);
    expect(assistant.state.turn).toMatchObject({ instruction: 'in one word', generation: { text: 'Short.' } });
  });

  it('goes on where the gateway cannot be asked, and is told by what fails', async () => {
    const access = createAccess({
      baseUrl: origin,
      surface: 'word',
      language: () => 'en',
      vault,
      openIdentity: () => Promise.reject(new Error('unused')),
      fetch: () => Promise.reject(new TypeError('network')),
    });
    await access.check();
    expect(access.store.getState().status).toBe('unknown');
  });
});

describe('the pane at a gateway that asks for an account', () => {
  let issuer: LocalIssuer;
  let origin: string;
  let close: () => Promise<void>;
  beforeAll(async () => {
    issuer = await startIssuer();
    const config = accessSchema.parse({ mode: 'oidc', issuer: issuer.url, clientId: 'pane', audience: ['inkstone'] });
    const guard = createOidcAccess(config as OidcConfig, { fetchJson: fetch });
    ({ origin, close } = await startGateway({
      identify: (request) => guard.identify(request),
      signIn: guard.signIn,
    }));
  });
  afterAll(async () => {
    await close();
    await issuer.close();
  });

  /** An account whose person is signed in already or must be asked, and who may give up. */
  const openPane = (isKnown: boolean, givesUp = false): { access: Access; asked: boolean[] } => {
    const asked: boolean[] = [];
    const access = createAccess({
      baseUrl: origin,
      surface: 'word',
      language: () => 'en',
      vault: { read: () => null, write: () => undefined },
      openIdentity: async () => ({
        async token(asks) {
          asked.push(asks);
          if (!asks && !isKnown) throw new AssistantError('sign-in-required', 'Ask first.');
          if (asks && givesUp) throw new AssistantError('aborted', 'The window was closed.');
          return issuer.sign(goodClaims(issuer.url));
        },
      }),
    });
    return { access, asked };
  };

  it('gets in without a word where the account is signed in already', async () => {
    const { access, asked } = openPane(true);
    let entered = 0;
    access.onEntered(() => (entered += 1));
    await access.check();
    expect(access.store.getState()).toMatchObject({ status: 'in', session: { person: { name: 'Ann' } } });
    expect([entered, asked.includes(true)]).toEqual([1, false]);
  });

  it('asks where it must, and takes it well when the person gives up', async () => {
    const { access } = openPane(false, true);
    await access.check();
    expect(access.store.getState()).toMatchObject({ status: 'out', signIn: { mode: 'oidc', clientId: 'pane' } });
    await access.enterByAccount();
    expect(access.store.getState()).toMatchObject({ status: 'out', error: null, isBusy: false });
  });

  it('gets in once the person was asked, and is not let in again after signing out', async () => {
    const { access, asked } = openPane(false);
    await access.check();
    await access.enterByAccount();
    expect(access.store.getState().status).toBe('in');
    await access.leave();
    expect(access.store.getState().status).toBe('out');
    expect(asked.filter(Boolean)).toHaveLength(1);
  });
});
