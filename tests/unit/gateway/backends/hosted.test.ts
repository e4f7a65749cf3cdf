import { decideHosted } from '../../../../src/gateway/backends/hosted.ts';

const isHosted = (baseUrl: string, kind: 'openai-compatible' | 'openai' | 'deepseek' = 'openai-compatible'): boolean =>
  decideHosted({ kind, baseUrl }, ['gpu.contoso.example', 'FD00:abcd::7']);

describe('whether somebody else runs a model server', () => {
  it.each([
    'http://localhost:11434/v1',
    'http://127.0.0.1/v1',
    'http://gpu.localhost/v1',
    'http://10.1.2.3/v1',
    'http://172.16.0.1/v1',
    'http://172.31.255.1/v1',
    'http://192.168.7.7/v1',
    'http://100.64.0.1/v1',
    'http://[::1]:8000/v1',
    'http://[fd12:3456::1]/v1',
    // An IPv4 address inside an IPv6 one counts as itself.
    'http://[::ffff:10.0.0.1]/v1',
    'http://vllm:8000/v1',
    'http://gpu.local/v1',
    'http://gpu.internal/v1',
    'http://gpu.lan/v1',
    'http://gpu.home.arpa/v1',
    'http://vllm.models.svc/v1',
    'http://vllm.models.svc.cluster.local/v1',
    'https://GPU.Contoso.example/v1',
    'http://[fd00:abcd::7]/v1',
  ])('is one’s own at %s', (baseUrl) => expect(isHosted(baseUrl)).toBe(false));

  it.each([
    'https://api.openai.com/v1',
    'https://gpu.example.org/v1',
    'http://8.8.8.8/v1',
    'http://172.32.0.1/v1',
    'http://100.128.0.1/v1',
    'http://[2001:db8::1]/v1',
    'http://[2606:4700::1111]/v1',
    'http://[::ffff:8.8.8.8]/v1',
    // Nobody reserved these for networks of one's own: who has one names it in "localHosts".
    'http://gpu.corp/v1',
    'http://gpu.intranet/v1',
    // Of the link, where a cloud has its metadata, and no model.
    'http://169.254.1.1/v1',
    'http://[fe80::1]/v1',
    'http://[::ffff:169.254.169.254]/v1',
    'http://gpu.contoso.example.evil.test/v1',
    'http://local.example/v1',
    'http://10.evil.example/v1',
    'http://gpu.local.example/v1',
  ])('is somebody else’s at %s', (baseUrl) => expect(isHosted(baseUrl)).toBe(true));

  it('is a vendor’s for a vendor’s kind, also behind a relay on this machine', () => {
    expect(isHosted('http://localhost:4000/v1', 'openai')).toBe(true);
    expect(isHosted('https://gpu.contoso.example/v1', 'deepseek')).toBe(true);
  });

  it('is what the row says, before all else', () => {
    const row = { kind: 'deepseek', baseUrl: 'http://10.0.0.8/v1' } as const;
    expect(decideHosted({ ...row, hosted: false }, [])).toBe(false);
    const own = { kind: 'vllm', baseUrl: 'http://10.0.0.8/v1' } as const;
    expect(decideHosted({ ...own, hosted: true }, ['10.0.0.8'])).toBe(true);
  });
});
