import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { request } from 'node:https';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ownPrompts } from '../../src/bot/prompts/own-prompts.ts';
import type { Gateway } from '../../src/gateway/app.ts';
import { findDevelopmentCertificate } from '../../src/gateway/development-certificate.ts';
import { serve } from '../../src/gateway/serve.ts';
import { rulesEngine } from '../support/rules-engine.ts';
import { createSelfSignedCertificate } from '../support/self-signed-certificate.ts';

describe('starting the server', () => {
  let folder: string;
  const running: Gateway[] = [];
  let printed: string[];
  let complained: string[];
  let closedEngines = 0;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'inkstone-serve-'));
    printed = [];
    complained = [];
  });
  afterEach(async () => {
    for (const gateway of running.splice(0)) await gateway.close(0);
    rmSync(folder, { recursive: true });
  });

  async function start(environment: Record<string, string>, words: string[] = []): Promise<Gateway | undefined> {
    const gateway = await serve({
      root: folder,
      arguments: words,
      environment: { PORT: '0', ...environment },
      folder,
      openEngine: () =>
        Promise.resolve({
          ...rulesEngine,
          close: () => {
            closedEngines += 1;
          },
        }),
      openLocalModel: () => Promise.reject(new Error('not needed')),
      loadOwnPrompts: () => Promise.resolve(ownPrompts),
      print: (line) => printed.push(line),
      printError: (line) => complained.push(line),
    });
    if (gateway) running.push(gateway);
    return gateway;
  }

  it('prints the addresses, and that there is no AI model yet', async () => {
    await start({});
    const all = printed.join('\n');
    expect(all).toMatch(/Playground\s+http:\/\/localhost:\d+\/playground\//);
    expect(all).toMatch(/Task pane\s+http/);
    expect(all).toMatch(/API\s+http:\/\/localhost:\d+\/v1/);
    expect(all).toContain('no AI model');
  });

  it('warns when a name of its own lets others in through a proxy', async () => {
    await start({});
    expect(printed.join('\n')).not.toContain('nobody is asked');
    writeFileSync(join(folder, 'inkstone.config.json'), '{"allowedHosts":["pen.example"]}');
    await start({});
    expect(printed.join('\n')).toMatch(/all who reach pen\.example: nobody is asked/);
  });

  it('moderates what people say, and not what the pane says by itself', async () => {
    const moderation = { rules: [{ category: 'footnotes', words: ['footnotes'] }] };
    writeFileSync(join(folder, 'inkstone.config.json'), JSON.stringify({ safety: { moderation } }));
    const gateway = await start({});
    const { port } = gateway!.server.address() as { port: number };
    const ask = async (system: string): Promise<number> => {
      const messages = [
        { role: 'system', content: system },
        { role: 'user', content: 'Hi' },
      ];
      const response = await fetch(`http://127.0.0.1:${port}/v1/chat/completions`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({
          model: 'inkstone-embedded',
          messages,
          inkstone_task: { command: 'fix-grammar', text: 'Hi' },
        }),
      });
      return response.status;
    };
    expect(ownPrompts[0]).toContain('footnotes');
    expect([await ask(ownPrompts[0]!), await ask('Write footnotes.')]).toEqual([200, 422]);
  });

  it('says that a port is in use and what to do, and leaves nothing open', async () => {
    const first = await start({});
    const { port } = first!.server.address() as { port: number };
    closedEngines = 0;
    expect(await start({ PORT: String(port) })).toBeUndefined();
    expect(complained).toEqual([expect.stringContaining(`Port ${port} is in use`)]);
    expect(closedEngines).toBe(1);
  });

  it('says all that is wrong with the configuration', async () => {
    writeFileSync(join(folder, 'inkstone.config.json'), '{"officeJs":"x","token":"y"}');
    expect(await start({})).toBeUndefined();
    expect(complained[0]).toMatch(/officeJs:[\s\S]*token:|token:[\s\S]*officeJs:/);
  });

  it('serves over TLS with the certificate that it is given', async () => {
    const { cert, key } = createSelfSignedCertificate('localhost');
    writeFileSync(join(folder, 'cert.pem'), cert);
    writeFileSync(join(folder, 'key.pem'), key);
    await start({ INKSTONE_TLS_CERT: 'cert.pem', INKSTONE_TLS_KEY: 'key.pem' }, ['--https']);
    const address = /https:\/\/\S+(?=\/v1)/.exec(printed.join('\n'))?.[0] ?? '';
    const status = await new Promise((resolve, reject) => {
      const options = {
        ca: cert,
        lookup: undefined,
        host: '127.0.0.1',
        servername: 'localhost',
        agent: false as const,
      };
      request(`${address}/healthz`, options, (response) => {
        response.resume();
        resolve(response.statusCode);
      })
        .on('error', reject)
        .end();
    });
    expect(status).toBe(200);
  });

  it('says how to get a development certificate where there is none', () => {
    // With no path, npx is not found either.
    expect(() => findDevelopmentCertificate({ PATH: '' }, folder)).toThrow(/npx office-addin-dev-certs install/);
  });
});
