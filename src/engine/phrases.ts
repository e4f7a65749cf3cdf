/** Rules on phrases of English (and some of Chinese): tightening, tone and case. They change words, never facts. */

type Rule = readonly [RegExp, string];

const wordy: readonly Rule[] = [
  [/\bit is important to note that,?\s*/gi, ''],
  [/\bplease note that\s+/gi, ''],
  [/\bat this point in time\b,?/gi, 'now'],
  [/\bat the present time\b/gi, 'now'],
  [/\bin order to be able to\b/gi, 'to'],
  [/\bin order to\b/gi, 'to'],
  [/\bdue to the fact that\b/gi, 'because'],
  [/\bin view of the fact that\b/gi, 'because'],
  [/\bin spite of the fact that\b/gi, 'although'],
  [/\bwith regard to the question of\s+/gi, 'about '],
  [/\bwith regard to\b/gi, 'about'],
  [/\bwith respect to\b/gi, 'about'],
  [/\bin the event that\b/gi, 'if'],
  [/\bthe question of whether or not\b/gi, 'whether'],
  [/\bwhether or not\b/gi, 'whether'],
  [/\bis in the process of making a decision\b/gi, 'is deciding'],
  [/\bis in the process of\s+/gi, 'is '],
  [/\bmake a decision\b/gi, 'decide'],
  [/\bmakes a decision\b/gi, 'decides'],
  [/\bmaking a decision\b/gi, 'deciding'],
  [/\bduring the course of\b/gi, 'during'],
  [/\bprior to\b/gi, 'before'],
  [/\bsubsequent to\b/gi, 'after'],
  [/\ba large number of\b/gi, 'many'],
  [/\ba majority of\b/gi, 'most'],
  [/\bhas the ability to\b/gi, 'can'],
  [/\bis able to\b/gi, 'can'],
  [/\bare able to\b/gi, 'can'],
  [/\bfor the purpose of\b/gi, 'for'],
  [/\beach and every\b/gi, 'each'],
  [/\bfirst and foremost\b/gi, 'first'],
  [/\b(?:very|really|quite|basically|actually|literally)\s+/gi, ''],
  [/\b(end|final) (result|outcome)\b/gi, '$2'],
  [/\bthat is expected to arrive\b/gi, 'expected'],
  [/在很大程度上/g, '大大'],
  [/由于.{0,2}原因/g, '因此'],
  [/进行了?(讨论|研究|分析|检查|测试|调查)/g, '$1'],
  [/众所周知[，,]?/g, ''],
  [/值得注意的是[，,]?/g, ''],
];

/** Contractions that have one full form only; “it's” may be “it is” or “it has” and is told apart by what follows. */
const contractions: readonly Rule[] = [
  [/\bcan't\b/gi, 'cannot'],
  [/\bwon't\b/gi, 'will not'],
  [/\bshan't\b/gi, 'shall not'],
  [/\b(do|does|did|is|are|was|were|has|have|had|should|would|could|must|need)n't\b/gi, '$1 not'],
  [/\b(I|you|we|they)'ve\b/gi, '$1 have'],
  [/\b(you|we|they)'re\b/gi, '$1 are'],
  [/\bI'm\b/g, 'I am'],
  [/\b(I|you|he|she|it|we|they)'ll\b/gi, '$1 will'],
  [/\b(it|he|she|that|there|what|who)'s\s+(been|got|had)\b/gi, '$1 has $2'],
  [/\b(it|he|she|that|there|what|who)'s\b/gi, '$1 is'],
  [/\blet's\b/gi, 'let us'],
];

const formal: readonly Rule[] = [
  ...contractions,
  [/\b(?:hey|hi) (?:guys|all|everyone|team)\b/gi, 'Dear colleagues'],
  [/\bASAP\b/g, 'as soon as possible'],
  [/\ba lot of\b/gi, 'many'],
  [/\blots of\b/gi, 'many'],
  [/\bkind of\b/gi, 'somewhat'],
  [/\bget in touch with\b/gi, 'contact'],
  [/\bfind out\b/gi, 'determine'],
  [/\blook into\b/gi, 'investigate'],
  [/\bset up\b/gi, 'establish'],
  [/\bgot to\b/gi, 'must'],
  [/\bgonna\b/gi, 'going to'],
  [/\bwanna\b/gi, 'want to'],
  [/\bthanks\b/gi, 'thank you'],
  [/\bguys\b/gi, 'colleagues'],
  [/!+/g, '.'],
];

const plain: readonly Rule[] = [
  ...wordy,
  [/\butili[sz]e\b/gi, 'use'],
  [/\butili[sz]es\b/gi, 'uses'],
  [/\bcommence\b/gi, 'start'],
  [/\bterminate\b/gi, 'end'],
  [/\bfacilitate\b/gi, 'help'],
  [/\bendeavou?r\b/gi, 'try'],
  [/\bsubsequently\b/gi, 'later'],
  [/\badditional\b/gi, 'more'],
  [/\bapproximately\b/gi, 'about'],
  [/\bsufficient\b/gi, 'enough'],
  [/\bdemonstrate\b/gi, 'show'],
  [/\bascertain\b/gi, 'find out'],
  [/\bpurchase\b/gi, 'buy'],
  [/\bregarding\b/gi, 'about'],
];

export function shorten(text: string): string {
  return tidy(apply(text, wordy));
}

export function makeFormal(text: string): string {
  return tidy(apply(text, formal));
}

export function makePlain(text: string): string {
  return tidy(apply(text, plain));
}

/** Applies rules so that a word at the start of a sentence keeps its capital. */
function apply(text: string, rules: readonly Rule[]): string {
  return rules.reduce(
    (result, [pattern, replacement]) =>
      result.replace(pattern, (match: string, ...rest: unknown[]) => {
        const groups = rest.filter((part): part is string => typeof part === 'string').slice(0, -1);
        const put = replacement.replace(/\$(\d)/g, (_, index: string) => groups[Number(index) - 1] ?? '');
        return /^[A-Z]/.test(match) && put !== '' ? put.charAt(0).toUpperCase() + put.slice(1) : put;
      }),
    text,
  );
}

/** Mends what taking words away leaves: doubled spaces, a small letter at the start of a sentence. */
function tidy(text: string): string {
  return text
    .replace(/[ \t]{2,}/g, ' ')
    .replace(/ ([,.;:!?])/g, '$1')
    .replace(sentenceStart, (start) => start.toUpperCase());
}

/** A small letter where a sentence begins: not behind an abbreviation, and also behind a footnote or a quotation mark. */
const sentenceStart =
  /(?<=(?:^|\n|(?<!\b(?:e\.g|i\.e|etc|vs|approx|cf|al|fig|mr|mrs|ms|dr|st))[.!?](?:⟦\d+⟧|["”’)])*\s+)["“‘(]?)\p{Ll}/giu;

const smallWords = new Set('a an and as at but by for from in into nor of on or the to with'.split(' '));

export function changeCase(text: string, kind: string): string {
  // A text in capitals throughout has no acronyms that stand out.
  const hasSmall = /\p{Ll}/u.test(text);
  const lowered = (word: string): string =>
    hasSmall && /^\P{L}*\p{Lu}{2,}\P{L}*$/u.test(word) ? word : word.toLocaleLowerCase();
  switch (kind) {
    case 'upper':
      return text.toLocaleUpperCase();
    case 'lower':
      return text.toLocaleLowerCase();
    case 'title':
      return text.replace(/[^\s]+/g, (word, at: number) => {
        const lower = lowered(word);
        const isFirst = at === 0 || text[at - 1] === '\n';
        return !isFirst && smallWords.has(lower)
          ? lower
          : lower.replace(/\p{L}/u, (first) => first.toLocaleUpperCase());
      });
    default:
      return text
        .replace(/[^\s]+/g, lowered)
        .replace(sentenceStart, (start) => start.toLocaleUpperCase())
        .replace(/\bi\b/g, 'I');
  }
}

/** Chinese punctuation that is certainly meant full-width: between Han characters. */
export function fixChinesePunctuation(text: string): string {
  const full: Readonly<Record<string, string>> = { ',': '，', ';': '；', ':': '：', '?': '？', '!': '！' };
  return text
    .replace(/(?<=[一-鿿」》）”])\s*([,;:?!])\s*(?=[一-鿿「《（“]|$)/gmu, (_, mark: string) => full[mark] ?? mark)
    .replace(/(?<=[一-鿿])\.(?=\s*$)/gmu, '。')
    .replace(/([，。；：？！、])\1+/gu, '$1')
    .replace(/(?<=[一-鿿])[ \t]+(?=[一-鿿])/gu, '');
}
