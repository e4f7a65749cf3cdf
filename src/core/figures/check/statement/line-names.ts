/** The names that a line of a statement goes by. */

import { otherNames, plainName, type Term, terms } from './accounting-terms.ts';
import { acronymsOf } from './acronyms.ts';
import { dueYears } from './due-years.ts';
import { namesOf, withoutBrackets, withoutNotes } from './name-text.ts';
import type { Line } from './read-statement.ts';

/** A name's words: all of them, and those without brackets and "for the year"; the letters that stand for it. */
function formsOf(label: string): string[][] {
  const plain = withoutNotes(label);
  const short = withoutBrackets(plain);
  // "Performance Share Plan ('PSP')" goes by its letters too.
  const letters = [...label.matchAll(/[(（]\s*['‘’"“]?([A-Z]{2,6})['’"”]?\s*[)）]/gu)].map((match) => match[1] ?? '');
  // 'Huawei Technologies Co., Ltd. ("Huawei")' goes by what is quoted, "Apple Inc." without its legal form.
  const quoted = [...label.matchAll(/[(（]\s*(?:the\s+)?[“"‘']([^)”"’']{2,40})[”"’']\s*[)）]/giu)].map(
    (match) => match[1] ?? '',
  );
  const forms = [
    ...letters,
    ...quoted,
    plain,
    short,
    short.replace(/,?\s+(?:Inc|Corp|Co|Ltd|LLC|L\.?P|plc|GmbH|AG|S\.?A|N\.?V)\.?(?:,? (?:Ltd|LLC)\.?)?$/u, ''),
    short.replace(/\s+for the (?:half[- ])?(?:year|quarter|month|period)\b.*$/iu, ''),
  ].map((form) => namesOf(form));
  // "4.25 % senior notes due 2021" go by that, and without their rate.
  const years = dueYears(plain);
  if (years.length > 0) {
    const names = namesOf(plain);
    return [
      [...names, ...years],
      [...names.filter((name) => !/^\d+$/u.test(name)), ...years],
    ];
  }
  const words = forms[forms.length - 1];
  const byLetters = words && words.length > 1 ? acronymsOf(short).map((own) => [own]) : [];
  return [...forms, ...byLetters].filter(
    (form, at, all) => form.length > 0 && all.findIndex((other) => other.join(' ') === form.join(' ')) === at,
  );
}

/** The names of a line whose name stands in several columns: all of them, and the first alone. */
export function namesOfLine(labels: readonly string[]): string[][] {
  const forms = formsOf(labels.join(' '));
  const [first] = labels;
  const short = first === undefined || labels.length < 2 ? [] : formsOf(first);
  const known = new Set(forms.map((form) => form.join(' ')));
  return [...forms, ...short.filter((form) => !known.has(form.join(' ')))];
}

/** "Net income attributable to the owners" is net income where the statement has no other. */
export function nameOwners(lines: readonly Line[]): Line[] {
  const known = new Set(lines.flatMap(({ forms }) => forms.map((form) => form.join(' '))));
  return lines.map((line) => {
    const short = /^(.+?),? attributable to\b(?!.*\b(?:non-?controlling|minority)\b)/iu.exec(
      withoutNotes(line.label),
    )?.[1];
    const names = short === undefined ? [] : namesOf(short);
    return names.length === 0 || known.has(names.join(' ')) ? line : { ...line, forms: [...line.forms, names] };
  });
}

/** A total below the lines of a heading is that heading's: it goes by its name too. */
export function nameTotals(lines: readonly Line[]): Line[] {
  const known = new Set(lines.flatMap(({ forms }) => forms.map((form) => form.toSorted().join(' '))));
  return lines.map((line, at) => {
    const more = line.isTotal && isBareTotal(line) ? [...commonName(lines, at), ...beforeName(lines[at + 1])] : [];
    const named = nameByHeading(lines, line, known);
    return more.length === 0 ? named : { ...named, forms: [...named.forms, ...more] };
  });
}

/** What all lines above a total are called it adds up: amortizing and non-amortizing intangible assets to the total intangible assets. */
function commonName(lines: readonly Line[], at: number): string[][] {
  const from = lines.slice(0, at).findLastIndex(({ isTotal }) => isTotal) + 1;
  const parts = lines.slice(from, at);
  const [first] = parts;
  if (!first || parts.length < 2) return [];
  const names = (first.forms[0] ?? []).filter((name) => parts.every(({ forms }) => forms[0]?.includes(name) === true));
  return names.length < 2 ? [] : [['total', ...names]];
}

/** A total above "Less accumulated depreciation" is what there is before depreciation. */
function beforeName(next: Line | undefined): string[][] {
  const deducted = /^less[:,]?\s+(?:accumulated\s+)?(.+)$/iu.exec(
    withoutBrackets(withoutNotes(next?.label ?? '')),
  )?.[1];
  const names = deducted === undefined ? [] : namesOf(deducted.split(/,?\s+including\b/iu)[0] ?? '');
  return names.length === 0 ? [] : [['before', ...names]];
}

/** @param known the names that lines have for their own, each sorted */
function nameByHeading(lines: readonly Line[], line: Line, known: ReadonlySet<string>): Line {
  const heading = line.headings.at(-1)?.filter((name) => name !== 'total') ?? [];
  if (!line.isTotal || heading.length === 0) return line;
  const isBare = isBareTotal(line);
  // "Total product" above "Total" is no total of the heading.
  if (!isBare && lines.some((other) => other.section === line.section && other.isTotal && isBareTotal(other))) {
    const more = heading.filter((name) => line.forms.every((form) => !form.includes(name)));
    return { ...line, forms: [...line.forms, ...line.forms.map((form) => [...form, ...more])] };
  }
  // Where another line is called "Total revenue", the total of licences below "Revenue" is not.
  const more = [['total', ...heading], ...(isBare || heading.length > 2 ? [heading] : [])].filter(
    (form) => isBare || !known.has(form.toSorted().join(' ')),
  );
  return { ...line, forms: [...line.forms, ...more] };
}

function isBareTotal({ forms }: Line): boolean {
  return forms.every((form) => form.length <= 1);
}

const shareLine = /^(?:as (?:a )?)?(?:%|percent(?:age)?) of\b|^占.+(?:比例?|比重|百分比|%)$/iu;

/** "% of revenue" below "Sales and marketing" is that of sales and marketing; the only one goes by its own name, too. */
export function nameShares(lines: readonly Line[]): Line[] {
  const nameOf = ({ forms }: Line): string => forms[0]?.join(' ') ?? '';
  return lines.map((line, at) => {
    const above = lines[at - 1];
    const isShare = shareLine.test(line.label) && line.cells.every(({ unit }) => unit.kind === 'percent');
    if (!above || !isShare || above.cells.every(({ unit }) => unit.kind === 'percent')) return line;
    const isOnly = lines.every((other) => other === line || nameOf(other) !== nameOf(line));
    const forms = [...above.forms, ...(isOnly ? line.forms : [])];
    return { ...line, label: `${above.label}, ${line.label}`, forms };
  });
}

/** A line of accounting goes by the other names of its term, where no line has them for its own. */
export function nameTerms(lines: readonly Line[]): Line[] {
  const known = new Set(lines.flatMap(({ forms }) => forms.map((form) => form.join(' '))));
  const ofTerm = (term: Term): Line[] => lines.filter(({ label }) => terms[term].test(plainName(label)));
  const more = new Map<Line, string[][]>();
  for (const [term, names] of Object.entries(otherNames) as [Term, readonly string[]][]) {
    const free = names.filter((name) => !known.has(name)).map((name) => name.split(' '));
    for (const line of ofTerm(term)) {
      // "Revenue" alone may be of anything, unless the line is called so.
      const own = free.filter((name) => name.length > 1 || line.forms.some((form) => form.length === 1));
      more.set(line, [...(more.get(line) ?? []), ...own]);
    }
  }
  return lines.map((line) => ({ ...line, forms: [...line.forms, ...(more.get(line) ?? [])] }));
}
