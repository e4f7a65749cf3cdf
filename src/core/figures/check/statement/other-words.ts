/** Words that a writer uses for those of a table: other names of one thing in accounting, and other forms of one word. */

/**
 * Names of one thing, as the glossaries of IFRS and US GAAP have them side by side (revenue and turnover, profit and income) and
 * as business writing does. Each is said for another only where the table does not have the word itself.
 */
const groups: readonly (readonly string[])[] = [
  ['revenue', 'sale', 'turnover'],
  ['profit', 'income', 'earning'],
  ['loss', 'income', 'profit'],
  ['cost', 'expense', 'expenditure', 'spending', 'charge'],
  ['stockholder', 'shareholder', 'owner'],
  ['debt', 'borrowing', 'loan'],
  ['receivable', 'debtor'],
  ['payable', 'creditor'],
  ['inventory', 'stock'],
  ['stock', 'share'],
  ['employee', 'staff', 'personnel', 'headcount', 'worker'],
  ['customer', 'client'],
  ['men', 'male', 'man'],
  ['women', 'female', 'woman'],
  ['opening', 'beginning', 'initial', 'start'],
  ['closing', 'ending', 'end', 'final'],
  ['dividend', 'distribution'],
  ['remuneration', 'compensation', 'pay'],
  ['salary', 'wage'],
  ['tax', 'taxation'],
  ['domestic', 'local'],
  ['overseas', 'foreign', 'international'],
  ['total', 'aggregate', 'overall', 'combined'],
  ['basic', 'undiluted'],
];

const others = new Map<string, string[]>();
for (const group of groups)
  for (const word of group) others.set(word, [...(others.get(word) ?? []), ...group.filter((own) => own !== word)]);

/** Endings of English words that leave the thing the same: purchasing, purchased, purchase; amortized, amortization. */
const endings =
  /(?:i[sz]ations?|i[sz]ing|i[sz]ed|i[sz]e|ations?|itions?|tions?|sions?|ments?|ances?|ences?|ings?|ed|ors?|ers?|als?|ly|es|e|s)$/u;

function rootOf(word: string): string | undefined {
  const root = word.replace(endings, '');
  return root.length >= 4 ? root : undefined;
}

const leastOfSlip = 4;
const leastOfMissing = 6;

/**
 * Whether two words differ by one slip of the pen: two letters turned round (ARPU, APRU), a letter too many or too few, or another
 * vowel (Colombian, Columbian). Another consonant makes another word: charge, change.
 */
function isSlip(one: string, other: string): boolean {
  const [short, long] = one.length <= other.length ? [one, other] : [other, one];
  if (short[0] !== long[0] || short.length < leastOfSlip || long.length - short.length > 1) return false;
  let at = 0;
  while (at < short.length && short[at] === long[at]) at += 1;
  if (short.length < long.length) return short.length >= leastOfMissing && short.slice(at) === long.slice(at + 1);
  const isTurned =
    short[at] === long[at + 1] && short[at + 1] === long[at] && short.slice(at + 2) === long.slice(at + 2);
  if (isTurned) return true;
  const isVowel = (letter: string | undefined): boolean => /[aeiouy]/u.test(letter ?? '');
  return (
    short.length >= leastOfMissing &&
    isVowel(short[at]) &&
    isVowel(long[at]) &&
    short.slice(at + 1) === long.slice(at + 1)
  );
}

/**
 * Reads a word of a sentence as the word of the table that it stands for: itself where the table has it, else the only word of
 * the table with the same root, else another name of the same thing, else the only one that it may be a misspelling of.
 */
export function readerOfWords(vocabulary: ReadonlySet<string>): (word: string) => string {
  const roots = new Map<string, string | undefined>();
  for (const word of vocabulary) {
    const root = rootOf(word);
    // Two words of one root leave open which is meant.
    if (root !== undefined) roots.set(root, roots.has(root) ? undefined : word);
  }
  return (word) => {
    if (vocabulary.has(word)) return word;
    const root = rootOf(word);
    const sameRoot = root === undefined ? undefined : roots.get(root);
    const meant = sameRoot ?? others.get(word)?.find((other) => vocabulary.has(other));
    if (meant !== undefined || !/^[a-z]+$/u.test(word)) return meant ?? word;
    const alike = [...vocabulary].filter((own) => isSlip(own, word));
    return alike.length === 1 ? (alike[0] ?? word) : word;
  };
}
