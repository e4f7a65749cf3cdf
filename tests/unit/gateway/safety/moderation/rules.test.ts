import { compileRules } from '../../../../../src/gateway/safety/moderation/rules.ts';

const find = compileRules([
  { category: 'plans', words: ['Nightfall', 'blue stone', 'сор', 'Полночь'], patterns: [/code\s+\d{4}/iu] },
])!;

describe('what rules refuse', () => {
  it.each([
    ['Cyrillic letters', 'about Nіghtfаll now'],
    ['nothing but letters of another alphabet', 'about ВLUE SΤОΝЕ now'],
    ['Greek letters', 'about Νightfαll'],
    ['Latin small capitals', 'about ɴɪɢʜᴛꜰᴀʟʟ'],
    ['letters in black squares', 'about 🅽🅸🅶🅷🆃🅵🅰🅻🅻'],
    ['mathematical letters', 'about 𝐍𝐢𝐠𝐡𝐭𝐟𝐚𝐥𝐥'],
    ['letters that are struck through', 'about N\u0336i\u0336g\u0336h\u0336t\u0336f\u0336a\u0336l\u0336l\u0336'],
    ['letters among Chinese', '关于Nіghtfall的事'],
    ['letters in what a pattern names', 'the соdе 1234'],
    ['digits of another script', 'the code １２３４'],
    ['signs that nobody sees', 'about Night\u200bfa\u00adll'],
    ['its own alphabet', 'план Полночь'],
    ['Latin letters in a word of another alphabet', 'план Пoлнoчь'],
  ])('is seen through %s', (_name, text) => {
    expect(find(text)).toBe('plans');
  });

  it.each([
    'about a knight falling',
    'Nightfаlls of the north',
    'Ein schöner Rest',
    'это мусор',
    'Νίκος',
    '夜幕',
    'bluestone',
  ])('is not what only begins or looks like it: %s', (text) => {
    expect(find(text)).toBeUndefined();
  });

  it('takes no short word of another language for one that looks like it', () => {
    const findShort = compileRules([{ category: 'short', words: ['cop'], patterns: [] }])!;
    expect([findShort('the cop came'), findShort('the cоp came')]).toEqual(['short', 'short']);
    // “To carry out the litter.”
    expect(findShort('вынести сор')).toBeUndefined();
    expect(find('вынести сор')).toBe('plans');
  });
});
