import type { Figure, FigureKind, Source } from '../figure.ts';
import { sourcesOf } from '../figure.ts';
import { type Expression, toFormula } from '../expression.ts';
import { type Language, showValue } from '../format-value.ts';
import type { PeriodMention } from '../notation/period.ts';
import type { Unit } from '../notation/unit.ts';
import type { Profile } from '../profile/profile.ts';
import type { Table } from '../table.ts';
import { agrees } from './agreement.ts';
import { type Asker, type Claim, distance, isMet } from './claim.ts';
import type { CueHit } from './cues.ts';
import { findNumbers, type NumberMention } from './find-numbers.ts';
import { namedCellClaim } from './named-cell.ts';
import type { Lexicon } from './lexicon.ts';
import { isOfLackedMeasure, readerOfMeasures } from './measure-words.ts';
import { readSentences } from './passage.ts';
import { isSelector } from './rank-selector.ts';
import { readyTable } from './ready-table.ts';
import { type CurrencyReader, readerOfCurrency } from './said-currency.ts';
import { readingsOf } from './resolve.ts';
import { type Scope, scopeOf } from './scope.ts';
import type { SheetIndex } from './sheet-index.ts';
import { readStatement } from './statement/read-statement.ts';
import { readerOf, statementReading, type StatementReader } from './statement/statement-claims.ts';

/** What a number was found to be, or what it should have been. */
export interface Finding {
  readonly kind: FigureKind;
  /** In the units of its cells. */
  readonly value: number;
  readonly unit: Unit;
  readonly label: { readonly en: string; readonly zh: string };
  /** As it would be written in the text's language. */
  readonly shown: string;
  readonly sources: readonly Source[];
  readonly how: Expression;
  /** The derivation as an Excel formula, with its `=`. */
  readonly formula: string;
}

interface NumberInText {
  /** Where it stands in `CheckedText.text`. */
  readonly start: number;
  readonly end: number;
  readonly text: string;
  readonly value: number;
}

export type CheckedNumber =
  | (NumberInText & {
      readonly status: 'verified';
      readonly by: 'reference' | 'cells';
      readonly finding: Finding;
      /** "grew", "下降": the word that says the sign, which a living sentence must turn with the data. */
      readonly directionWord?: CueHit;
    })
  | (NumberInText & {
      readonly status: 'unverified';
      /** The nearest true value among what the words may mean; absent where they name nothing that the table has. */
      readonly nearest?: Finding;
    });

export interface CheckedText {
  /** The draft with its references written out. */
  readonly text: string;
  readonly numbers: readonly CheckedNumber[];
  readonly verified: number;
  readonly unverified: number;
}

export interface CheckSource {
  readonly table: Table;
  readonly profile: Profile;
  readonly figures: readonly Figure[];
}

const reference = /\{\{\s*figure\s*:\s*([\w-]+)\s*\}\}/gu;

/**
 * Finds every number of a draft and says of each whether it is true of the table. References `{{figure:id}}` are written out
 * first. A number is verified when it is, within the rounding that it shows, a figure that the words around it name: the
 * measure, the values, the period and what was done with them. A number that equals some other figure by chance is not.
 * Years, dates, numbers of lists and sections, names and addresses are no figures and are not in the result.
 *
 * @param text Markdown or plain text; of blocks, `toPlainText(blocks)`
 */
export function checkNumbers(draft: string, { table, profile, figures }: CheckSource): CheckedText {
  const language: Language = /\p{sc=Han}/u.test(draft) ? 'zh' : 'en';
  const { text, references } = writeReferences(draft, figures, language);
  const ready = prepare(table, profile);
  const { index, asker, lexicon } = ready;
  const years = new Set([
    ...(index.time?.periods.map(({ year }) => year) ?? []),
    ...profile.measures.flatMap(({ columns }) => columns.map(({ period }) => period?.year)),
    ...(ready.statement?.years ?? []),
  ]);
  const found = findNumbers(text, (year) => years.has(year));
  const isReferred = ({ start, end }: NumberMention): boolean =>
    references.some((own) => start < own.end && own.start < end);
  const sentences = readSentences(
    text,
    found.numbers,
    withNth(ready.statement?.timesOf(text, found.periods) ?? found.periods, ready.statement?.nthPeriods(text)),
    lexicon,
  );
  const numbers: CheckedNumber[] = [...references];
  for (const sentence of sentences) {
    for (const mention of sentence.numbers) {
      if (mention.kind === 'top' || isReferred(mention)) continue;
      const scope = scopeOf(index, text, sentence, mention);
      const own = { start: mention.start, end: mention.end, text: mention.text, value: mention.value };
      const { met, directionWord, claims, nearest } = judge(ready, table, text, scope, mention);
      if (met) {
        const isSaid = met.sign === 'said' && directionWord !== undefined;
        numbers.push({
          ...own,
          status: 'verified',
          by: 'cells',
          finding: findingOf(asker, met, language),
          ...(isSaid && { directionWord }),
        });
        continue;
      }
      // A small number in words ("two reasons") that nothing in the table answers to is no figure.
      if (mention.word === true && mention.kind === 'number' && claims.every(({ kind }) => kind !== 'count')) continue;
      if (isSelector(scope, mention, text)) continue;
      if (ready.statement?.isInName(scope, mention) === true || ready.statement?.isThreshold(scope, mention, text))
        continue;
      numbers.push({ ...own, status: 'unverified', ...(nearest && { nearest: findingOf(asker, nearest, language) }) });
    }
  }
  numbers.sort((one, other) => one.start - other.start);
  const verified = numbers.filter(({ status }) => status === 'verified').length;
  return { text, numbers, verified, unverified: numbers.length - verified };
}

/** Periods that are named by their place, among the others. */
function withNth(periods: readonly PeriodMention[], nth: readonly PeriodMention[] = []): readonly PeriodMention[] {
  const more = nth.filter(({ start, end }) => periods.every((own) => own.end <= start || end <= own.start));
  return more.length === 0 ? periods : [...periods, ...more].sort((one, other) => one.start - other.start);
}

interface Prepared {
  readonly index: SheetIndex;
  readonly asker: Asker;
  readonly lexicon: Lexicon;
  readonly currencies: CurrencyReader;
  /** Whether the table certainly lacks a measure of this name. */
  readonly lacks?: (group: string) => boolean;
  /** The table by lines and headers; absent where it is a long list. */
  readonly statement?: StatementReader;
}

interface Judgement {
  /** The figure that the number is. */
  readonly met?: Claim;
  readonly directionWord?: CueHit;
  /** Everything that it may have meant, and the likeliest. */
  readonly claims: readonly Claim[];
  readonly nearest?: Claim;
}

/** Asks the cell that is named by its address, then the table's measures, then its lines as a statement has them. */
function judge(ready: Prepared, table: Table, text: string, scope: Scope, mention: NumberMention): Judgement {
  const { index, asker, statement, lacks, currencies } = ready;
  const isOfCurrency = currencies(mention, scope.sentence.text);
  const ofCurrency = (found: readonly Claim[]): readonly Claim[] => found.filter(isOfCurrency);
  const { claims: all, direction, directionWord } = readingsOf(asker, text, scope, mention);
  const claims = ofCurrency(all);
  const cell = namedCellClaim(index, table, text, mention);
  if (cell && isMet(mention, cell, 0)) return { met: cell, claims };
  if (lacks && isOfLackedMeasure(text, scope.sentence, mention, lacks)) return { claims: [] };
  const isGuess = !scope.isMeasureNamed && scope.measures.length > 1 && isLikelyByChance(mention, claims);
  const byLines = statement && statementReading(statement, text, scope, mention);
  // What is true of other lines or columns than the ones that are named is not what is said.
  const isOfLines = (claim: Claim): boolean => byLines?.isClosed !== true && agreesWith(claim);
  const agreesWith = (claim: Claim): boolean =>
    claim.kind === 'count' || claim.kind === 'rank' || !byLines || agrees(claim, byLines);
  const ofMeasures = isGuess ? undefined : claims.find((claim) => isMet(mention, claim, direction) && isOfLines(claim));
  if (ofMeasures) return { met: ofMeasures, claims, ...(directionWord && { directionWord }) };
  const lineClaims = ofCurrency(byLines?.claims() ?? []);
  const ofLines = lineClaims.find((claim) => isMet(mention, claim, byLines?.direction ?? 0));
  const both = [...claims, ...lineClaims];
  if (ofLines)
    return { met: ofLines, claims: both, ...(byLines?.directionWord && { directionWord: byLines.directionWord }) };
  const open = ofCurrency(byLines?.open() ?? []);
  const ofOpen = open.find((claim) => isMet(mention, claim, byLines?.direction ?? 0));
  if (ofOpen)
    return { met: ofOpen, claims: both, ...(byLines?.directionWord && { directionWord: byLines.directionWord }) };
  const nearest = cell ?? nearestOf(mention, both);
  return { claims: both, ...(nearest && { nearest }) };
}

/** A draft is checked again as it grows: what was made ready of its table is kept as long as the profile is. */
const prepared = new WeakMap<Profile, Prepared>();

function prepare(table: Table, profile: Profile): Prepared {
  const known = prepared.get(profile);
  if (known) return known;
  const { asker, lexicon } = readyTable(table, profile);
  const { index } = asker;
  const statement = readStatement(table, profile);
  const lacks = readerOfMeasures(index);
  const made = {
    index,
    asker,
    lexicon,
    currencies: readerOfCurrency(table, profile),
    ...(lacks && { lacks }),
    ...(statement && { statement: readerOf(statement) }),
  };
  prepared.set(profile, made);
  return made;
}

/** The likeliest reading leads; a later one must be much nearer to be the better guess at what was meant. */
function nearestOf(mention: NumberMention, claims: readonly Claim[]): Claim | undefined {
  let best: { claim: Claim; distance: number } | undefined;
  claims.forEach((claim, at) => {
    const gap = distance(mention, claim) + at * 0.02;
    if (!best || gap < best.distance) best = { claim, distance: gap };
  });
  return best?.claim;
}

/**
 * Where no measure is named, a number of few digits fits one of many figures by chance. The share of the number line near it
 * that the candidates cover with their tolerance bounds that chance; above one in a hundred it proves nothing.
 */
function isLikelyByChance(mention: NumberMention, claims: readonly Claim[]): boolean {
  if (claims.every(({ kind }) => kind === 'count' || kind === 'rank')) return false;
  const tolerance = mention.step / Math.max(Math.abs(mention.value), mention.step);
  return tolerance * claims.length > 0.05;
}

function findingOf(asker: Asker, claim: Claim, language: Language): Finding {
  const { kind, value, unit, label, how } = claim;
  const { place } = asker.index.profile;
  return {
    kind,
    value,
    unit,
    label,
    how,
    shown: showValue(value, unit, language),
    sources: sourcesOf(how, place),
    formula: `=${toFormula(how, place)}`,
  };
}

/** Writes out `{{figure:id}}`. An id that there is no figure for stays as it is, and is not verified. */
function writeReferences(
  draft: string,
  figures: readonly Figure[],
  language: Language,
): { text: string; references: CheckedNumber[] } {
  const byId = new Map(figures.map((figure) => [figure.id, figure]));
  const references: CheckedNumber[] = [];
  let text = '';
  let from = 0;
  for (const match of draft.matchAll(reference)) {
    text += draft.slice(from, match.index);
    from = match.index + match[0].length;
    const start = text.length;
    const figure = byId.get(match[1] ?? '');
    if (!figure) {
      text += match[0];
      references.push({ start, end: text.length, text: match[0], value: NaN, status: 'unverified' });
      continue;
    }
    const { kind, value, unit, label, sources, how, formula } = figure;
    const shown = showReference(value, unit, kind, language, draft.slice(Math.max(0, match.index - 40), match.index));
    text += shown;
    references.push({
      start,
      end: text.length,
      text: shown,
      value,
      status: 'verified',
      by: 'reference',
      finding: { kind, value, unit, label, shown, sources, how, formula },
    });
  }
  return { text: text + draft.slice(from), references };
}

const saysFall =
  /\b(?:f[ae]ll|fell|declin|decreas|drop|down|lower|reduc|shr[aiu]nk)\w*(?:\s+\w+){0,2}\s*$|(?:下降|减少|下滑|下跌|降低|降幅|跌)[^，。,.]{0,4}$/iu;

/** A fall that the words before it already say is written without its minus. */
function showReference(value: number, unit: Unit, kind: FigureKind, language: Language, before: string): string {
  const isChange = kind === 'growth' || kind === 'difference' || kind === 'compound-growth';
  return showValue(isChange && value < 0 && saysFall.test(before) ? -value : value, unit, language);
}
