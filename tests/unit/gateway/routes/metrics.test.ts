import { Hono } from 'hono';
import { signInRequired } from '../../../../src/gateway/access/bearer.ts';
import type { Bookkeeping } from '../../../../src/gateway/records/bookkeeping.ts';
import { addMetrics } from '../../../../src/gateway/routes/metrics.ts';

const token = '0123456789abcdef';

async function statusFor(from: string, headers: Record<string, string>, metricsToken?: string): Promise<number> {
  const app = new Hono();
  const metrics = {
    render: () => Promise.resolve('inkstone_up 1'),
    contentType: 'text/plain',
  } as Bookkeeping['metrics'];
  const identify = () => Promise.reject(signInRequired({ en: 'Sign in first.', zh: '请先登录。' }, 'no-token'));
  addMetrics(app, { metrics, metricsToken }, { identify, bodyLimitBytes: 1000 });
  const incoming = { headers: { host: 'localhost:3000', ...headers }, socket: { remoteAddress: from } };
  return (await app.request('/metrics', { headers }, { incoming })).status;
}

describe('the metrics', () => {
  it('are open to this machine, and not to what a proxy on it passes on', async () => {
    expect(await statusFor('127.0.0.1', {})).toBe(200);
    expect(await statusFor('10.0.0.5', {})).toBe(401);
    expect(await statusFor('127.0.0.1', { 'x-forwarded-for': '203.0.113.7' })).toBe(401);
    expect(await statusFor('127.0.0.1', { host: 'inkstone.example.org' })).toBe(401);
  });

  it('are for who shows their token, from wherever, where one is set', async () => {
    expect(await statusFor('10.0.0.5', { authorization: `Bearer ${token}` }, token)).toBe(200);
    expect(await statusFor('10.0.0.5', { authorization: `Bearer ${token}x` }, token)).toBe(401);
    expect(await statusFor('127.0.0.1', {}, token)).toBe(401);
  });
});
