import { BlockList, isIP } from 'node:net';

function listOf(ranges: readonly string[]): BlockList {
  const list = new BlockList();
  for (const range of ranges) {
    const [address = '', bits = ''] = range.split('/');
    list.addSubnet(address, Number(bits), address.includes(':') ? 'ipv6' : 'ipv4');
  }
  return list;
}

/** Where only machines of the own network are. */
const privateRanges = listOf([
  // To oneself, on many systems.
  '0.0.0.0/8',
  '::/128',
  '127.0.0.0/8',
  '10.0.0.0/8',
  '172.16.0.0/12',
  '192.168.0.0/16',
  '100.64.0.0/10',
  '::1/128',
  'fc00::/7',
]);

/** Where nobody's model is: metadata of clouds, multicast, and what no route leads to. */
const forbiddenRanges = listOf([
  '169.254.0.0/16',
  '192.0.0.0/24',
  '192.0.2.0/24',
  '198.18.0.0/15',
  '198.51.100.0/24',
  '203.0.113.0/24',
  '224.0.0.0/4',
  '240.0.0.0/4',
  'fe80::/10',
  'fec0::/10',
  'ff00::/8',
  '2001:db8::/32',
  // What clouds hand out keys at by IPv6: AWS (metadata and EKS), Google, Oracle.
  'fd00:ec2::/64',
  'fd20:ce::/64',
  'fd00:c1::/64',
  // No more used, and examples.
  '3fff::/20',
  '100::/64',
]);
/** Metadata services that have an address among others. */
const forbiddenAddresses = new Set(['100.100.100.200', '168.63.129.16']);

export type AddressScope = 'public' | 'private' | 'forbidden';

/** Where an IP address leads. An IPv4 address inside an IPv6 one counts as itself. */
export function scopeOf(address: string): AddressScope {
  const bare = address.replace(/^\[|\]$/g, '').replace(/%.*$/, '');
  const family = isIP(bare);
  if (family === 0) return 'forbidden';
  if (family === 6) {
    const inner = innerIpv4(bare);
    if (inner !== undefined) return scopeOf(inner);
  }
  const kind = family === 6 ? 'ipv6' : 'ipv4';
  if (forbiddenAddresses.has(bare) || forbiddenRanges.check(bare, kind)) return 'forbidden';
  return privateRanges.check(bare, kind) ? 'private' : 'public';
}

/** Where an address of numbers leads; `undefined` for a name, which only a look-up can tell of. */
export function scopeOfName(hostname: string): AddressScope | undefined {
  const bare = hostname.replace(/^\[|\]$/g, '');
  return isIP(bare) === 0 ? undefined : scopeOf(bare);
}

/** The IPv4 address in a mapped (`::ffff:`), translated (`64:ff9b::`), compatible, 6to4, Teredo or ISATAP address. */
function innerIpv4(address: string): string | undefined {
  const groups = expand(address);
  const [first = 0, second = 0] = groups;
  const [high = 0, low = 0] = groups.slice(6);
  const startsWithZeros = (count: number): boolean => groups.slice(0, count).every((group) => group === 0);
  if (startsWithZeros(5) && groups[5] === 0xffff) return toIpv4(high, low);
  if (startsWithZeros(6) && high !== 0) return toIpv4(high, low);
  if (startsWithZeros(4) && groups[4] === 0xffff && groups[5] === 0) return toIpv4(high, low);
  if (first === 0x64 && second === 0xff9b) return toIpv4(high, low);
  if (first === 0x2002) return toIpv4(second, groups[2] ?? 0);
  if ((groups[4] ?? 0) % 0x200 === 0 && groups[5] === 0x5efe) return toIpv4(high, low);
  if (first === 0x2001 && second === 0) return toIpv4(high ^ 0xffff, low ^ 0xffff);
  return undefined;
}

function toIpv4(high: number, low: number): string {
  return [high >> 8, high & 255, low >> 8, low & 255].join('.');
}

function expand(address: string): number[] {
  // A dotted tail is two groups.
  const hex = address.replace(/(\d+)\.(\d+)\.(\d+)\.(\d+)$/, (_all, a: string, b: string, c: string, d: string) => {
    const pair = (one: string, other: string): string => (Number(one) * 256 + Number(other)).toString(16);
    return `${pair(a, b)}:${pair(c, d)}`;
  });
  const [left = '', right] = hex.split('::');
  const toGroups = (part: string): number[] =>
    part === '' ? [] : part.split(':').map((group) => Number.parseInt(group, 16));
  const head = toGroups(left);
  const tail = right === undefined ? [] : toGroups(right);
  return [...head, ...new Array<number>(Math.max(0, 8 - head.length - tail.length)).fill(0), ...tail];
}
