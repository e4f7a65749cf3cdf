/** A formula taken apart. `text` is the part as it is written. */
export type FormulaNode =
  | { readonly kind: 'call'; readonly name: string; readonly args: readonly FormulaNode[]; readonly text: string }
  | {
      readonly kind: 'operation';
      readonly operator: string;
      readonly left: FormulaNode;
      readonly right: FormulaNode;
      readonly text: string;
    }
  | { readonly kind: 'sign'; readonly operator: string; readonly of: FormulaNode; readonly text: string }
  /** A reference, a name, a number, a text or a constant. */
  | { readonly kind: 'reference' | 'name' | 'number' | 'text' | 'constant' | 'missing'; readonly text: string };

type TokenKind = 'reference' | 'name' | 'number' | 'text' | 'constant' | 'operator' | 'open' | 'close' | 'separator';

interface Token {
  readonly kind: TokenKind;
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

const sheet = `(?:(?:'(?:[^']|'')+'|[\\p{L}_][\\p{L}\\p{N}_.]*)!)`;
const cell = '\\$?[A-Z]{1,3}\\$?\\d{1,7}';
const patterns: readonly (readonly [TokenKind | 'space', RegExp])[] = [
  ['space', /\s+/uy],
  ['text', /"(?:[^"]|"")*"/uy],
  ['constant', /#(?:REF!|N\/A|NAME\?|VALUE!|DIV\/0!|NUM!|NULL!|SPILL!|CALC!)/uy],
  [
    'reference',
    new RegExp(
      `${sheet}?(?:${cell}(?::${cell})?|\\$?[A-Z]{1,3}:\\$?[A-Z]{1,3}|\\$?\\d{1,7}:\\$?\\d{1,7})(?![\\p{L}\\p{N}_(.])#?`,
      'iuy',
    ),
  ],
  ['number', /\d+(?:\.\d*)?(?:e[+-]?\d+)?|\.\d+/iuy],
  ['constant', /(?:TRUE|FALSE)(?![\p{L}\p{N}_(])|\{[^}]*\}/iuy],
  ['name', new RegExp(`${sheet}?[\\p{L}_\\\\][\\p{L}\\p{N}_.]*(?:\\[(?:[^\\[\\]]|\\[[^\\]]*\\])*\\])?`, 'iuy')],
  ['operator', /<=|>=|<>|[-+*/^&=<>%@]/uy],
  ['open', /\(/uy],
  ['close', /\)/uy],
  ['separator', /[,;]/uy],
];

/** The formula as a tree; `undefined` where it is not one that is understood, such as a union of ranges. */
export function parseFormula(formula: string): FormulaNode | undefined {
  const tokens = tokensOf(formula);
  if (!tokens) return undefined;
  const reader = new Reader(formula, tokens);
  try {
    return reader.whole();
  } catch {
    // Not a formula, or a kind of one that is not known here.
    return undefined;
  }
}

function tokensOf(formula: string): Token[] | undefined {
  if (!formula.startsWith('=')) return undefined;
  const tokens: Token[] = [];
  let at = 1;
  while (at < formula.length) {
    const found = patterns
      .map(([kind, pattern]) => {
        pattern.lastIndex = at;
        return { kind, text: pattern.exec(formula)?.[0] ?? '' };
      })
      .find(({ text }) => text !== '');
    if (!found) return undefined;
    const end = at + found.text.length;
    if (found.kind !== 'space') tokens.push({ kind: found.kind, start: at, end, text: found.text });
    at = end;
  }
  return tokens;
}

/** How closely operators bind, after Excel's order of calculation. */
const levels: readonly (readonly string[])[] = [
  ['=', '<', '>', '<=', '>=', '<>'],
  ['&'],
  ['+', '-'],
  ['*', '/'],
  ['^'],
];

class Reader {
  readonly #formula: string;
  readonly #tokens: readonly Token[];
  #at = 0;

  constructor(formula: string, tokens: readonly Token[]) {
    this.#formula = formula;
    this.#tokens = tokens;
  }

  whole(): FormulaNode {
    const node = this.#operation(0);
    if (this.#at < this.#tokens.length) throw new Error('Something stands behind the formula.');
    return node;
  }

  #operation(level: number): FormulaNode {
    const operators = levels[level];
    if (!operators) return this.#signed();
    const start = this.#start();
    let left = this.#operation(level + 1);
    for (let token = this.#next(); token?.kind === 'operator' && operators.includes(token.text); token = this.#next()) {
      this.#at += 1;
      const right = this.#operation(level + 1);
      left = { kind: 'operation', operator: token.text, left, right, text: this.#since(start) };
    }
    return left;
  }

  #signed(): FormulaNode {
    const token = this.#next();
    const start = this.#start();
    if (token?.kind === 'operator' && /^[-+@]$/.test(token.text)) {
      this.#at += 1;
      return { kind: 'sign', operator: token.text, of: this.#signed(), text: this.#since(start) };
    }
    let node = this.#single();
    while (this.#next()?.text === '%') {
      this.#at += 1;
      node = { kind: 'sign', operator: '%', of: node, text: this.#since(start) };
    }
    return node;
  }

  #single(): FormulaNode {
    const token = this.#take();
    if (token.kind === 'open') {
      const inner = this.#operation(0);
      if (this.#take().kind !== 'close') throw new Error('A bracket is not closed.');
      return inner;
    }
    if (token.kind === 'name' && this.#next()?.kind === 'open') {
      this.#at += 1;
      const args = this.#args();
      const name = token.text.replace(/^_xlfn\.(?:_xlws\.)?/i, '').toUpperCase();
      return { kind: 'call', name, args, text: this.#since(token.start) };
    }
    const { kind, text } = token;
    if (kind === 'reference' || kind === 'name' || kind === 'number' || kind === 'text' || kind === 'constant') {
      return { kind, text };
    }
    throw new Error(`“${text}” is no value.`);
  }

  #args(): FormulaNode[] {
    const args: FormulaNode[] = [];
    if (this.#next()?.kind === 'close') {
      this.#at += 1;
      return args;
    }
    for (;;) {
      const isMissing = this.#next()?.kind === 'separator' || this.#next()?.kind === 'close';
      args.push(isMissing ? { kind: 'missing', text: '' } : this.#operation(0));
      const { kind } = this.#take();
      if (kind === 'close') return args;
      if (kind !== 'separator') throw new Error('An argument does not end.');
    }
  }

  #next(): Token | undefined {
    return this.#tokens[this.#at];
  }

  #take(): Token {
    const token = this.#tokens[this.#at];
    if (!token) throw new Error('The formula breaks off.');
    this.#at += 1;
    return token;
  }

  #start(): number {
    return this.#next()?.start ?? this.#formula.length;
  }

  #since(start: number): string {
    return this.#formula.slice(start, this.#tokens[this.#at - 1]?.end);
  }
}

/** The parts of a formula, inner ones first. */
export function partsOf(node: FormulaNode): FormulaNode[] {
  switch (node.kind) {
    case 'call':
      return [...node.args.flatMap(partsOf), node];
    case 'operation':
      return [...partsOf(node.left), ...partsOf(node.right), node];
    case 'sign':
      return [...partsOf(node.of), node];
    default:
      return [node];
  }
}
