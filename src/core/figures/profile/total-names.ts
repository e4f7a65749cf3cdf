/** What rows of totals are called: in English and Chinese, and by Excel itself in its other languages. */

interface TotalNames {
  /** Names that say "total" and nothing else: of grand totals, of the totals of an Excel table, and what people write. */
  readonly totals: readonly string[];
  readonly subtotals: readonly string[];
  /** Beside the name of a group ("Nord Ergebnis", "Total Norte"): a total where the numbers bear it out. */
  readonly beside?: readonly string[];
}

/**
 * Of each language the first name is that of a pivot table's grand total, as Excel writes it.
 * @see https://support.microsoft.com/office/014d2777-baaf-480b-a32b-98431f48bfec names it in each language ("% of grand total")
 */
const namesByLanguage: Readonly<Record<string, TotalNames>> = {
  cs: { totals: ['celkový součet', 'celkem'], subtotals: ['mezisoučet'] },
  da: { totals: ['hovedtotal', 'i alt'], subtotals: ['subtotal'] },
  de: {
    totals: ['gesamtergebnis', 'summe', 'gesamt', 'gesamtsumme', 'insgesamt'],
    subtotals: ['zwischensumme', 'teilergebnis'],
    // "Ergebnis" alone is as often a profit.
    beside: ['ergebnis', 'summe', 'gesamt'],
  },
  el: { totals: ['γενικό άθροισμα', 'σύνολο', 'γενικό σύνολο'], subtotals: ['μερικό άθροισμα'] },
  es: { totals: ['total general', 'suma total'], subtotals: ['subtotal'], beside: ['suma'] },
  fi: { totals: ['kaikki yhteensä', 'yhteensä'], subtotals: ['välisumma'], beside: ['summa'] },
  fr: { totals: ['total général', 'somme', 'ensemble'], subtotals: ['sous-total'], beside: ['somme'] },
  hu: { totals: ['végösszeg', 'összesen'], subtotals: ['részösszeg'], beside: ['összeg'] },
  it: { totals: ['totale complessivo', 'totale', 'totale generale'], subtotals: ['subtotale'], beside: ['totale'] },
  ja: { totals: ['総計', '合計', '総合計', '計'], subtotals: ['小計'], beside: ['集計', '合計', '計'] },
  ko: { totals: ['총합계', '합계', '총계', '계'], subtotals: ['소계', '부분합'], beside: ['요약', '합계'] },
  nb: { totals: ['totalsum', 'totalt', 'sum'], subtotals: ['delsum'], beside: ['totalt'] },
  nl: { totals: ['eindtotaal', 'totaal'], subtotals: ['subtotaal'], beside: ['totaal'] },
  pl: { totals: ['suma końcowa', 'razem', 'ogółem'], subtotals: ['suma częściowa'], beside: ['suma'] },
  pt: { totals: ['total geral', 'soma total'], subtotals: ['subtotal'], beside: ['soma'] },
  ru: {
    totals: ['общий итог', 'итого', 'итог', 'всего', 'общая сумма'],
    subtotals: ['промежуточный итог', 'подытог'],
    beside: ['итог', 'итого', 'всего'],
  },
  sv: { totals: ['totalsumma', 'totalt', 'summa'], subtotals: ['delsumma'], beside: ['totalt', 'summa'] },
  tr: { totals: ['genel toplam', 'toplam'], subtotals: ['ara toplam', 'alt toplam'], beside: ['toplam'] },
  uk: { totals: ['загальний підсумок', 'разом', 'усього', 'підсумок'], subtotals: ['проміжний підсумок'] },
  'zh-Hant': { totals: ['總計', '合計', '總和', '總額'], subtotals: ['小計'], beside: ['合計', '總計'] },
};

const languages = Object.values(namesByLanguage);
const subtotalNames = new Set(languages.flatMap(({ subtotals }) => subtotals));
const totalNames = new Set([...subtotalNames, ...languages.flatMap(({ totals }) => totals)]);
/** How listed names begin: most words of a long column are told by this alone. */
const beginnings = new Set([...totalNames].map((name) => name.slice(0, 2)));
/** A script without spaces has no ends of words. */
const isSpaced = (name: string): boolean => !/^[\p{sc=Han}\p{sc=Hangul}]+$/u.test(name);
const besides = [...new Set(languages.flatMap(({ beside = [] }) => beside))];
const besidePattern = new RegExp(`^(?:${besides.filter(isSpaced).join('|')})\\s|\\s(?:${besides.join('|')})$`, 'iu');

/** Names that say "total" and nothing else. */
const exactTotal =
  /^(?:(?:grand|overall|sub|net)[\s-]?)?(?:totals?|sum)(?:\s*[(（].*[)）])?[:：]?$|^(?:合\s*计|总\s*计|小\s*计|共\s*计|累\s*计|总\s*额|总\s*和|汇\s*总)(?:\s*[(（].*[)）])?[:：]?$/iu;
/** Names that say a total of something. */
const looseTotal = /\btotals?\b|合计|总计|小计|共计|总额|汇总/iu;
const subName = /\bsub[\s-]?totals?\b|小计/iu;
/** What names of the patterns above have in them. */
const hint = /tot|sum|合|总|小|共|累|汇/iu;

/** Whether a name says "total", or "subtotal", and nothing else. */
export function isTotalName(text: string): boolean {
  const name = text.trim();
  return (hint.test(name) && exactTotal.test(name)) || (mayBeListed(name) && totalNames.has(plain(name)));
}

/** Whether a name says a total, perhaps of something: to be believed where the numbers bear it out. */
export function saysTotal(text: string): boolean {
  const name = text.trim();
  if (isTotalName(name) || (hint.test(name) && looseTotal.test(name))) return true;
  return besidePattern.test(name);
}

/** Whether such a name is that of a part's total. */
export function isSubtotalName(text: string): boolean {
  const name = text.trim();
  return subName.test(name) || (mayBeListed(name) && subtotalNames.has(plain(name)));
}

function mayBeListed(name: string): boolean {
  return beginnings.has(name.slice(0, 2).toLowerCase());
}

/** A name without its case, a remark in brackets, and a colon. */
function plain(name: string): string {
  return name
    .toLowerCase()
    .replace(/\s*[(（].*[)）]/u, '')
    .replace(/\s*[:：]$/u, '')
    .replace(/\s+/gu, ' ');
}
