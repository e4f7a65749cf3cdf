import { isOneCell, type Area } from '../model/address.ts';
import { plainFormulaOf, type PlainFormula } from './plain-formula.ts';
import { TokenizedFormula } from './tokenized-formula.ts';
import type { Token } from './tokens.ts';
import { areaOfReference } from './write-reference.ts';

/** What a formula looks at, as its text tells it. */
export interface FormulaFacts {
  readonly references: readonly { readonly sheet: string | null; readonly area: Area }[];
  /** Names that are neither cells nor functions: defined names, and the variables of LET and LAMBDA. */
  readonly names: readonly string[];
  readonly tables: readonly { readonly table: string; readonly thisRow: boolean }[];
  /** Functions in capitals, without the prefixes of files. */
  readonly functions: ReadonlySet<string>;
  readonly isVolatile: boolean;
  /** Whether what it looks at is known only when it is evaluated. */
  readonly looksAnywhere: boolean;
  /** `null` for a formula that does more than reckon with numbers. */
  readonly plain: PlainFormula | null;
}

const volatile = new Set(['NOW', 'TODAY', 'RAND', 'RANDBETWEEN', 'RANDARRAY', 'INDIRECT', 'OFFSET', 'INFO', 'CELL']);
const anywhere = new Set(['INDIRECT', 'OFFSET']);

/** What formulas have in common that differ by the cells they refer to alone, as those of a filled column do. */
type SharedFacts = Omit<FormulaFacts, 'references'>;

const known = new Map<string, FormulaFacts>();
const shared = new Map<string, SharedFacts>();
const capacity = 20_000;

/** The facts of a formula; remembered, for the same formula is met again and again. */
export function factsOf(given: TokenizedFormula | string): FormulaFacts {
  const formula = typeof given === 'string' ? new TokenizedFormula(given) : given;
  const facts = known.get(formula.text);
  if (facts) return facts;
  const made = readFacts(formula.tokens);
  if (known.size >= capacity) known.clear();
  known.set(formula.text, made);
  return made;
}

function readFacts(tokens: readonly Token[]): FormulaFacts {
  const references: { sheet: string | null; area: Area }[] = [];
  let shape = '';
  for (const token of tokens) {
    if (token.kind === 'reference') {
      const area = areaOfReference(token);
      references.push({ sheet: token.sheet, area });
      shape += referenceShape(token.sheet, area);
    } else shape += token.text;
  }
  let facts = shared.get(shape);
  if (!facts) {
    facts = readShared(tokens);
    if (shared.size >= capacity) shared.clear();
    shared.set(shape, facts);
  }
  const { names, tables, functions, isVolatile, looksAnywhere, plain } = facts;
  return { references, names, tables, functions, isVolatile, looksAnywhere, plain };
}

/** Stands for a reference in a shape: one cell or several, of one sheet or of several (`First:Last!A1`). */
function referenceShape(sheet: string | null, area: Area): string {
  if (sheet?.includes(':') === true) return isOneCell(area) ? '\u0003' : '\u0004';
  return isOneCell(area) ? '\u0001' : '\u0002';
}

function readShared(tokens: readonly Token[]): SharedFacts {
  const names = new Set<string>();
  const tables: { table: string; thisRow: boolean }[] = [];
  const functions = new Set<string>();
  for (const [index, token] of tokens.entries()) {
    if (token.kind === 'name') names.add(token.name);
    else if (token.kind === 'function') functions.add(withoutPrefix(token.name).toUpperCase());
    else if (token.kind === 'structured')
      tables.push({ table: token.table, thisRow: /^@|#this row/i.test(token.inner.trim()) });
    // `A1:INDEX(…)`: where the area ends is known only then.
    else if (token.text === ':' && tokens[index + 1]?.kind === 'function') functions.add('OFFSET');
  }
  const has = (set: ReadonlySet<string>): boolean => [...functions].some((name) => set.has(name));
  return {
    names: [...names],
    tables,
    functions,
    isVolatile: has(volatile),
    looksAnywhere: has(anywhere),
    plain: plainFormulaOf(tokens),
  };
}

/** `SORT` for `_xlfn._xlws.SORT`, the name of a newer function in a file. */
export function withoutPrefix(name: string): string {
  return name.replace(/^(?:_xlfn\.|_xlws\.|_xlpm\.|_xludf\.)+/i, '');
}
