/** A piece of what a model said: for the document, or thinking aloud. */
export interface SpokenPiece {
  readonly type: 'text' | 'reasoning';
  readonly text: string;
}

export interface ReasoningSplitter {
  /** What can be told apart so far; a tag cut by the border of two deltas waits for the next. */
  push(delta: string): SpokenPiece[];
  /** What was still waiting. */
  end(): SpokenPiece[];
}

const names = ['think', 'thinking', 'thought', 'reasoning'];
const openers = names.map((name) => `<${name}>`);
const closers = names.map((name) => `</${name}>`);

/**
 * Parts the reasoning that a model writes into its content, between `<think>` tags and their kin, from its answer. A
 * tag opens reasoning only where a line begins, so that a text about such tags keeps them; white space after the closing
 * tag belongs to neither. Reasoning never closed is reasoning to the end.
 */
export function createReasoningSplitter(): ReasoningSplitter {
  let waiting = '';
  let closer: string | undefined;
  let atLineStart = true;
  let skipsSpace = false;

  function splitText(pieces: SpokenPiece[], isLast: boolean): boolean {
    if (skipsSpace) {
      waiting = waiting.trimStart();
      if (waiting === '') return false;
      skipsSpace = false;
    }
    const { index, tag, partial } = findOpener(waiting, atLineStart);
    const until = partial && isLast ? waiting.length : index;
    put(pieces, 'text', waiting.slice(0, until));
    if (until > 0)
      atLineStart =
        /\n[^\S\n]*$/.test(waiting.slice(0, until)) || (atLineStart && waiting.slice(0, until).trim() === '');
    waiting = waiting.slice(until);
    if (tag === undefined) return false;
    waiting = waiting.slice(tag.length);
    closer = `</${tag.slice(1)}`;
    return true;
  }

  function splitReasoning(pieces: SpokenPiece[], open: string, isLast: boolean): boolean {
    const lower = waiting.toLowerCase();
    const index = lower.indexOf(open);
    const until = index >= 0 ? index : isLast ? waiting.length : waiting.length - partialTail(lower, [open]);
    put(pieces, 'reasoning', waiting.slice(0, until));
    waiting = waiting.slice(until);
    if (index < 0) return false;
    waiting = waiting.slice(open.length);
    closer = undefined;
    skipsSpace = true;
    return true;
  }

  function run(isLast: boolean): SpokenPiece[] {
    const pieces: SpokenPiece[] = [];
    let goesOn = true;
    while (goesOn && waiting !== '') {
      goesOn = closer === undefined ? splitText(pieces, isLast) : splitReasoning(pieces, closer, isLast);
    }
    return pieces;
  }

  return {
    push(delta) {
      waiting += delta;
      return run(false);
    },
    end: () => run(true),
  };
}

function put(pieces: SpokenPiece[], type: SpokenPiece['type'], text: string): void {
  if (text !== '') pieces.push({ type, text });
}

interface FoundTag {
  /** Where the tag, or what may become one, begins; the length of the text when there is none. */
  readonly index: number;
  readonly tag: string | undefined;
  readonly partial: boolean;
}

function findOpener(text: string, atLineStart: boolean): FoundTag {
  for (const match of text.matchAll(/<[a-z]*>?/gi)) {
    const head = text.slice(0, match.index);
    const beginsLine = /(?:^|\n)[^\S\n]*$/.test(head) && (atLineStart || head.includes('\n'));
    if (!beginsLine) continue;
    const found = match[0].toLowerCase();
    if (openers.includes(found)) return { index: match.index, tag: found, partial: false };
    const isTail = match.index + found.length === text.length;
    if (isTail && openers.some((opener) => opener.startsWith(found))) {
      return { index: match.index, tag: undefined, partial: true };
    }
  }
  return { index: text.length, tag: undefined, partial: false };
}

/** The length of the text's tail that is the head of one of the tags. */
function partialTail(text: string, tags: readonly string[]): number {
  for (let length = Math.min(text.length, 12); length > 0; length -= 1) {
    const tail = text.slice(-length);
    if (tags.some((tag) => tag.length > length && tag.startsWith(tail))) return length;
  }
  return 0;
}

/** What follows the last closing tag, where a template has put the opening one into the prompt; else the text itself. */
export function dropOrphanReasoning(text: string): string {
  const head = text.toLowerCase();
  for (const closer of closers) {
    const index = head.indexOf(closer);
    if (
      index >= 0 &&
      !head.slice(0, index).includes(`<${closer.slice(2)}`) &&
      /^\s*(?:\n|$)/.test(text.slice(index + closer.length))
    ) {
      return text.slice(index + closer.length).trimStart();
    }
  }
  return text;
}
