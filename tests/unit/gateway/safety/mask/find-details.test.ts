import fc from 'fast-check';
import { detailKinds, type DetailKind } from '../../../../../src/gateway/safety/mask/detail.ts';
import { findDetails } from '../../../../../src/gateway/safety/mask/find-details.ts';

const all = new Set<DetailKind>(detailKinds);

async function found(
  text: string,
  kinds: ReadonlySet<DetailKind> = all,
  words: readonly string[] = [],
): Promise<string[]> {
  return ((await findDetails([text], { kinds, words }))[0] ?? []).map(
    ({ kind, start, end }) => `${kind}: ${text.slice(start, end)}`,
  );
}

describe('personal details in a text', () => {
  it.each([
    ['身份证号11010519491231002X，请核对', 'ids: 11010519491231002X'],
    ['身份证号：１１０１０５１９４９１２３１００２Ｘ', 'ids: １１０１０５１９４９１２３１００２Ｘ'],
    ['SSN 123-45-6789.', 'ids: 123-45-6789'],
    ['Social security number: 123456789', 'ids: 123456789'],
    ['NINO AB 12 34 56 C', 'ids: AB 12 34 56 C'],
    ['NIR 1 84 12 76 451 089 46', 'ids: 1 84 12 76 451 089 46'],
    ['DNI 12345678Z', 'ids: 12345678Z'],
    ['NIE X1234567L', 'ids: X1234567L'],
    ['Rijksregister 85.07.30-033.28', 'ids: 85.07.30-033.28'],
    ['HKID A123456(3)', 'ids: A123456(3)'],
    ['Passport No. X1234567', 'ids: X1234567'],
    ['护照号码：E12345678', 'ids: E12345678'],
    ['card 4111 1111 1111 1111 exp', 'cards: 4111 1111 1111 1111'],
    ['卡号6222020200112233446', 'cards: 6222020200112233446'],
    ['IBAN DE89 3704 0044 0532 0130 00 at our bank', 'accounts: DE89 3704 0044 0532 0130 00'],
    ['to GB82WEST12345698765432.', 'accounts: GB82WEST12345698765432'],
    ['write to ann.lee+x@mail.example.org.', 'emails: ann.lee+x@mail.example.org'],
    ['邮箱zhang@公司无关，zhang.wei@example.com。', 'emails: zhang.wei@example.com'],
    ['手机13800138000', 'phones: 13800138000'],
    ['+86 138-0013-8000', 'phones: +86 138-0013-8000'],
    ['010-62770000 转 1', 'phones: 010-62770000'],
    ['热线 400-810-8888', 'phones: 400-810-8888'],
    ['call (415) 555-2671 now', 'phones: (415) 555-2671'],
    ['+44 20 7946 0958', 'phones: +44 20 7946 0958'],
    ['Tel: 030 901820', 'phones: 030 901820'],
    ['合计人民币1,234.50元', 'amounts: 人民币1,234.50元'],
    ['共 12.5 万元', 'amounts: 12.5 万元'],
    ['$3.2 million', 'amounts: $3.2 million'],
    ['2,000 euros', 'amounts: 2,000 euros'],
  ])('are found: %s', async (text, expected) => {
    expect(await found(text)).toContain(expected);
  });

  it.each([
    ['call 138\u200b0013\u200b8000 now', 'phones: 138\u200b0013\u200b8000'],
    ['手机：\u202a13800138000\u202c', 'phones: 13800138000'],
    ['call 138\u20110013\u20118000', 'phones: 138\u20110013\u20118000'],
    ['+44\u202f20\u20097946\u20090958', 'phones: +44\u202f20\u20097946\u20090958'],
    ['zhang\u00ad.wei@exam\u200bple.com', 'emails: zhang\u00ad.wei@exam\u200bple.com'],
    ['zhang＠example．com', 'emails: zhang＠example．com'],
    ['身份证号１１０１０５１９４９１２３１００２Ｘ', 'ids: １１０１０５１９４９１２３１００２Ｘ'],
    ['身份证号 110105\ufeff19491231\ufeff002X', 'ids: 110105\ufeff19491231\ufeff002X'],
    ['card ٤١١١ ١١١١ ١١١١ ١١١١', 'cards: ٤١١١ ١١١١ ١١١١ ١١١١'],
    ['card 𝟒𝟏𝟏𝟏𝟏𝟏𝟏𝟏𝟏𝟏𝟏𝟏𝟏𝟏𝟏𝟏 exp', 'cards: 𝟒𝟏𝟏𝟏𝟏𝟏𝟏𝟏𝟏𝟏𝟏𝟏𝟏𝟏𝟏𝟏'],
    ['请转告张\u200b伟先生', 'names: 张\u200b伟'],
    ['Dear Ma\u00adria Rossi,', 'names: Ma\u00adria Rossi'],
    ['about Night\u2060fall', 'words: Night\u2060fall'],
    ['about 𝐍ight fall', 'names: none'],
  ])('are found with signs between that nobody sees, and in every form of digits: %j', async (text, expected) => {
    const details = await found(text, all, ['Nightfall']);
    if (expected.endsWith('none')) expect(details).toEqual([]);
    else expect(details).toContain(expected);
  });

  it.each([
    ['请转告张伟先生', '张伟'],
    ['欧阳娜娜女士已到', '欧阳娜娜'],
    ['联系人：李小龙', '李小龙'],
    ['联系人：王芳电话见下', '王芳'],
    ['尊敬的陈明：', '陈明'],
    ['此致\n敬礼\n\n赵敏\n', '赵敏'],
    ['Mr. John Smith came', 'John Smith'],
    ['Dr Angela van der Berg', 'Angela van der Berg'],
    ['Dear Maria,\nthank you', 'Maria'],
    ['Kind regards,\nPeter O’Neill\nSales', 'Peter O’Neill'],
    ['Contact person: J. K. Rowling', 'J. K. Rowling'],
    ['My name is Priya Natarajan', 'Priya Natarajan'],
  ])('include names that something announces: %s', async (text, name) => {
    expect(await found(text)).toContain(`names: ${name}`);
  });

  it('include every copy of a name that is announced once, in all texts', async () => {
    const texts = [
      '联系人：张晓明',
      '昨天张晓明说可以。',
      'Dear Ms Kowalski,',
      'As Kowalski wrote, kowalskite is a mineral.',
    ];
    const details = await findDetails(texts, { kinds: all, words: [] });
    expect(details.map((list, index) => list.map(({ start, end }) => texts[index]!.slice(start, end)))).toEqual([
      ['张晓明'],
      ['张晓明'],
      ['Kowalski'],
      ['Kowalski'],
    ]);
  });

  it.each([
    'Order 4111 1111 1111 1112 was shipped in 2024.',
    '编号 110105194912310021 与 123456789012345678',
    'Invoice DE89 3704 0044 0532 0130 02',
    'Dear Sir or Madam,',
    'Dear All,\nThe meeting is on 12 May 2025 at 10:30.',
    '任何经理和高级经理均应参加，项目经理除外。',
    'Version 1.2.3, section 4.5.6, pages 100-200, 3.14159265',
    'ISBN 978-3-16-148410-0',
  ])('are not seen where there are none: %s', async (text) => {
    expect(await found(text)).toEqual([]);
  });

  it('are looked for only of the kinds that are asked for', async () => {
    const text = 'Mr Smith, a@example.com, $5 million, 13800138000';
    expect(await found(text, new Set(['phones']))).toEqual(['phones: 13800138000']);
    expect(await found(text, new Set(['emails', 'amounts']))).toEqual(['emails: a@example.com', 'amounts: $5 million']);
    expect(await found(text, new Set())).toEqual([]);
  });

  it('include the words of the organisation, in any case', async () => {
    expect(await found('the BLUE heron plan, not blueheron', new Set(['words']), ['Blue Heron'])).toEqual([
      'words: BLUE heron',
    ]);
  });

  it('are never missed when they are well formed, whatever stands around them', async () => {
    const luhn = (body: string): string => {
      const sum = Array.from(body)
        .reverse()
        .reduce(
          (total, sign, index) =>
            total + (index % 2 === 0 ? Math.floor((Number(sign) * 2) / 10) + ((Number(sign) * 2) % 10) : Number(sign)),
          0,
        );
      return body + String((10 - (sum % 10)) % 10);
    };
    const resident = (area: number, day: Date, serial: number): string => {
      const body = `${area}${day.toISOString().slice(0, 10).replaceAll('-', '')}${String(serial).padStart(3, '0')}`;
      const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
      return (
        body + '10X98765432'.charAt(weights.reduce((sum, weight, index) => sum + weight * Number(body[index]), 0) % 11)
      );
    };
    const digits = (length: number): fc.Arbitrary<string> =>
      fc.array(fc.integer({ min: 0, max: 9 }), { minLength: length, maxLength: length }).map((list) => list.join(''));
    const detail = fc.oneof(
      fc
        .tuple(
          fc.integer({ min: 110000, max: 659999 }),
          fc.date({ min: new Date('1900-01-01'), max: new Date('2020-12-31'), noInvalidDate: true }),
          fc.integer({ min: 0, max: 999 }),
        )
        .map(([area, day, serial]) => resident(area, day, serial)),
      digits(14).map((body) => luhn(`4${body}`)),
      digits(9).map((body) => `13${body}`),
      fc
        .tuple(fc.stringMatching(/^[a-z][a-z0-9._]{0,10}$/), fc.stringMatching(/^[a-z]{1,8}$/))
        .map(([name, host]) => `${name}@${host}.com`),
      fc.constantFrom('DE89370400440532013000', 'GB82WEST12345698765432', 'FR1420041010050500013M02606'),
    );
    const around = fc.oneof(
      fc.constantFrom('。', '，', ' ', '\n', '号码：', ' (', ') ', '"', '\t', '身份证'),
      fc
        .string({ unit: 'grapheme', maxLength: 12 })
        .map((text) => text.replace(/[\p{L}\p{N}\p{M}.@+_%'-]/gu, ' ') + ' '),
    );
    await fc.assert(
      fc.asyncProperty(around, detail, around, async (before, value, after) => {
        const text = before + value + after.replace(/^[-]/, ' ');
        const details = (await findDetails([text], { kinds: all, words: [] }))[0] ?? [];
        const covered = details.some(({ start, end }) => start <= before.length && end >= before.length + value.length);
        expect({ text, covered }).toEqual({ text, covered: true });
      }),
      { numRuns: 600 },
    );
  });
});

describe('personal details with signs in them that nobody sees', () => {
  it('are found whole, wherever those stand', async () => {
    const sign = fc.constantFrom('\u200b', '\u00ad', '\u2060', '\ufeff', '\u202d', '\u{e0061}', '\u034f');
    const place = fc.tuple(sign, fc.nat({ max: 40 }));
    const detail = fc.constantFrom('13800138000', '4111 1111 1111 1111', 'ann.lee@example.org', '11010519491231002X');
    await fc.assert(
      fc.asyncProperty(detail, fc.array(place, { minLength: 1, maxLength: 5 }), async (value, places) => {
        const written = places.reduce<string>(
          (text, [unseen, at]) => text.slice(0, at) + unseen + text.slice(at),
          value,
        );
        fc.pre(!/\p{Surrogate}/u.test(written));
        const text = `写给𝐀：${written}，请查收 thanks`;
        const details = (await findDetails([text], { kinds: all, words: [] }))[0] ?? [];
        const bare = (part: string): string => part.replace(/[\p{Cf}\p{Default_Ignorable_Code_Point}]/gu, '');
        expect(details.map(({ start, end }) => bare(text.slice(start, end)))).toEqual([value]);
      }),
      { numRuns: 300 },
    );
  });
});

describe('personal details in a long text', () => {
  it('are found where one window of the search ends and the next begins', async () => {
    for (const at of [32_760, 32_768, 65_530]) {
      const text = `${'好'.repeat(at)}13800138000${'好'.repeat(500)}`;
      expect(await found(text)).toEqual(['phones: 13800138000']);
    }
  });

  it('are found in a list of staff, in all forms of it, and in what is no text at all', async () => {
    const letters = (index: number): string =>
      [0, 1, 2].map((at) => 'abcdefghij'[Math.trunc(index / 10 ** at) % 10]).join('');
    const names = Array.from({ length: 1000 }, (_, index) => `Q${letters(index)}`);
    const text = `${names.map((name) => `Mr ${name}, `).join('')}and then  ${names[999]} said: Sincerely${' '.repeat(30_000)}`;
    expect(await found(text)).toEqual([...names, names[999]].map((name) => `names: ${name}`));
    const customers = names.map((name) => `${name} Ltd`);
    expect(await found('We met qaba  LTD and QABAX Ltd.', all, customers)).toEqual(['words: qaba  LTD']);
    // No name, and longer than a pattern may be.
    expect(await found(`Dear Aa${'-a'.repeat(16_000)}`)).toHaveLength(1);
  }, 5_000);

  it('are found among names that begin alike, in a text that is much like them', async () => {
    const names = Array.from({ length: 190 }, (_, index) => `Dear Mr A${'a'.repeat(index + 5)},`);
    expect(await found(`${names.join('\n')}\n${'Aa'.repeat(200_000)}`)).toHaveLength(190);
  }, 5_000);

  it('let others have their turn while they are looked for', async () => {
    let turns = 0;
    const timer = setInterval(() => (turns += 1), 0);
    await found('The quick brown fox. '.repeat(20_000));
    clearInterval(timer);
    expect(turns).toBeGreaterThan(5);
  });
});
