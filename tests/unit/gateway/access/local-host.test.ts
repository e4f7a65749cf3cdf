import { isLocalHost } from '../../../../src/gateway/access/local-host.ts';

describe('a server of one’s own', () => {
  it.each([
    'localhost',
    '127.0.0.1',
    '10.1.2.3',
    '172.16.0.1',
    '172.31.255.1',
    '192.168.7.7',
    '100.64.0.1',
    '169.254.1.1',
    '[::1]',
    '[fd12:3456::1]',
    '[fe80::1]',
    'gpu',
    'gpu.local',
    'vllm.models.svc',
    'vllm.models.svc.cluster.local',
    'GPU.Contoso.example',
  ])('is at %s', (host) => expect(isLocalHost(host, ['gpu.contoso.example'])).toBe(true));

  it.each([
    'api.openai.com',
    '172.32.0.1',
    '100.128.0.1',
    '8.8.8.8',
    '[2001:db8::1]',
    'gpu.contoso.example.evil.test',
    'local.example',
    '10.evil.example',
  ])('is not at %s', (host) => expect(isLocalHost(host, ['gpu.contoso.example'])).toBe(false));
});
