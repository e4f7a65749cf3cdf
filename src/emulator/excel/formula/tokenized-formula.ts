import { tokenize, type Token } from './tokens.ts';

/** Tokens from one place on to before another. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

/** A call of a function with its brackets; `to` is the place after the closing one, or the end of a formula that lacks it. */
export interface Call extends Span {
  /** In capitals, as it is written. */
  readonly name: string;
  /** Where each argument stands, without the commas between them. `F()` has none, `F(,)` has two that are empty. */
  readonly args: readonly Span[];
}

/**
 * A formula as text and as tokens, whichever is asked for: made from the one, it has the other made once. Every step between the
 * text that is typed and the one that is evaluated takes such a formula and gives one, the same where it has nothing to do.
 *
 * Brackets are `(…)` and the `{…}` of arrays; each is closed by its own kind. What stands in the quotes of a sheet's name, in
 * a text or in the square brackets of a reference to a table is part of one token, and no bracket.
 */
export class TokenizedFormula {
  #text: string | undefined;
  #tokens: readonly Token[] | undefined;
  #ends: ReadonlyMap<number, number> | undefined;

  constructor(formula: string | readonly Token[]) {
    if (typeof formula === 'string') this.#text = formula;
    else this.#tokens = formula;
  }

  get text(): string {
    this.#text ??= textOf(this.tokens);
    return this.#text;
  }

  get tokens(): readonly Token[] {
    this.#tokens ??= tokenize(this.#text ?? '');
    return this.#tokens;
  }

  /** The next place from one on at which no space stands; the number of tokens where none does. */
  solid(from: number): number {
    let at = from;
    while (this.tokens[at]?.kind === 'space') at += 1;
    return at;
  }

  /** The token that stands alone in a span; nothing where several or none do. */
  lone({ from, to }: Span): Token | undefined {
    const at = this.solid(from);
    return at < to && this.solid(at + 1) >= to ? this.tokens[at] : undefined;
  }

  /** The place after the bracket that closes the one here; the end of the formula where none does. */
  closing(open: number): number {
    this.#ends ??= endsOf(this.tokens);
    return this.#ends.get(open) ?? this.tokens.length;
  }

  /** Whether the bracket here is closed. */
  isClosed(open: number): boolean {
    this.#ends ??= endsOf(this.tokens);
    return this.#ends.has(open);
  }

  /** The call whose function stands at a place; `null` where none does. */
  call(at: number): Call | null {
    const token = this.tokens[at];
    if (token?.kind !== 'function') return null;
    const to = this.closing(at + 1);
    return { name: token.name.toUpperCase(), from: at, to, args: this.#arguments(at + 1, to) };
  }

  #arguments(open: number, to: number): Span[] {
    const end = this.isClosed(open) ? to - 1 : to;
    if (this.solid(open + 1) >= end) return [];
    const args: Span[] = [];
    let from = open + 1;
    for (let at = from; at < end; at += 1) {
      const { text } = this.tokens[at] as Token;
      if (text === '(' || text === '{') at = this.closing(at) - 1;
      else if (text === ',') {
        args.push({ from, to: at });
        from = at + 1;
      }
    }
    return [...args, { from, to: end }];
  }
}

export function textOf(tokens: readonly Token[]): string {
  let text = '';
  for (const token of tokens) text += token.text;
  return text;
}

/** The place after each closed bracket, by the place of the opening one. */
function endsOf(tokens: readonly Token[]): ReadonlyMap<number, number> {
  const ends = new Map<number, number>();
  const open: number[] = [];
  for (const [at, { text }] of tokens.entries()) {
    if (text === '(' || text === '{') open.push(at);
    else if ((text === ')' || text === '}') && tokens[open.at(-1) ?? -1]?.text === (text === ')' ? '(' : '{'))
      ends.set(open.pop() ?? 0, at + 1);
  }
  return ends;
}
