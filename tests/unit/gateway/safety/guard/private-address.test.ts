import { createGuardedLookup } from '../../../../../src/gateway/safety/guard/guarded-lookup.ts';
import { scopeOf } from '../../../../../src/gateway/safety/guard/private-address.ts';
import { isSameSecret } from '../../../../../src/gateway/safety/guard/same-secret.ts';

describe('where an address leads', () => {
  it.each([
    ['8.8.8.8', 'public'],
    ['2606:4700::1111', 'public'],
    ['10.1.2.3', 'private'],
    ['172.31.0.1', 'private'],
    ['192.168.1.1', 'private'],
    ['100.64.1.1', 'private'],
    ['127.0.0.1', 'private'],
    ['0.0.0.0', 'private'],
    ['::1', 'private'],
    ['fd12::1', 'private'],
    ['::ffff:10.0.0.1', 'private'],
    ['64:ff9b::7f00:1', 'private'],
    ['2002:7f00:1::', 'private'],
    ['169.254.169.254', 'forbidden'],
    ['::ffff:169.254.169.254', 'forbidden'],
    ['::ffff:a9fe:a9fe', 'forbidden'],
    ['64:ff9b::169.254.169.254', 'forbidden'],
    ['2002:a9fe:a9fe::', 'forbidden'],
    ['::169.254.169.254', 'forbidden'],
    ['fe80::1%eth0', 'forbidden'],
    ['fd00:ec2::254', 'forbidden'],
    ['fd00:ec2::23', 'forbidden'],
    ['fd20:ce::254', 'forbidden'],
    ['2606:4700::5efe:169.254.169.254', 'forbidden'],
    ['fd12::200:5efe:10.0.0.1', 'private'],
    ['100.100.100.200', 'forbidden'],
    ['168.63.129.16', 'forbidden'],
    ['224.0.0.1', 'forbidden'],
    ['255.255.255.255', 'forbidden'],
    ['ff02::1', 'forbidden'],
    ['172.32.0.1', 'public'],
  ])('%s is %s', (address, scope) => {
    expect(scopeOf(address)).toBe(scope);
  });
});

describe('a name that is looked up', () => {
  const lookup = (addresses: string[], allowed: readonly ('public' | 'private')[]): Promise<unknown> =>
    new Promise((resolve) => {
      const guarded = createGuardedLookup(allowed, (_hostname, _options, callback) =>
        callback(
          null,
          addresses.map((address) => ({ address, family: address.includes(':') ? 6 : 4 })),
        ),
      );
      guarded('name.example', { all: true }, (error, found) => resolve(error ? error.code : found));
    });

  it('is refused when any of its addresses is not allowed', async () => {
    expect(await lookup(['8.8.8.8'], ['public'])).toEqual([{ address: '8.8.8.8', family: 4 }]);
    expect(await lookup(['8.8.8.8', '10.0.0.1'], ['public'])).toBe('EFORBIDDEN');
    expect(await lookup(['10.0.0.1'], ['public', 'private'])).toEqual([{ address: '10.0.0.1', family: 4 }]);
    expect(await lookup(['::ffff:169.254.169.254'], ['public', 'private'])).toBe('EFORBIDDEN');
    expect(await lookup([], ['public'])).toBe('EFORBIDDEN');
  });

  it('is connected to by the address that was checked, though the name leads elsewhere the next time', async () => {
    const answers = ['8.8.8.8', '169.254.169.254'];
    const guarded = createGuardedLookup(['public'], (_hostname, _options, callback) =>
      callback(null, [{ address: answers.shift() ?? '', family: 4 }]),
    );
    const once = (): Promise<unknown> =>
      new Promise((resolve) => guarded('x', {}, (error, found) => resolve(error?.code ?? found)));
    expect(await once()).toBe('8.8.8.8');
    expect(await once()).toBe('EFORBIDDEN');
  });
});

it('compares secrets of any length', () => {
  expect(isSameSecret('a', 'a')).toBe(true);
  expect(isSameSecret('a', 'b')).toBe(false);
  expect(isSameSecret('a', 'aa')).toBe(false);
  expect(isSameSecret('', '')).toBe(true);
});
