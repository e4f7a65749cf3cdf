import { stripChatter } from './chatter.ts';

/** Puts the rest of an answer behind the part that came before, as it grows. */
export interface AnswerJoint {
  /** What is to be put behind the part, of what came by now; empty while that cannot be told. */
  push(delta: string): string;
  /** The same, once nothing more comes. */
  end(): string;
}

/**
 * Joins an answer that broke off with what its model wrote when it was asked to go on. Models begin with the last words over
 * again, as they are asked to, or with the whole of a word of which half was there, or with more of what was there, or just go
 * on; what stands there already is taken once. Nothing of the part is changed.
 */
export function joinAnswer(part: string): AnswerJoint {
  let head = '';
  let isJoined = false;
  return {
    push(delta) {
      if (isJoined) return delta;
      head += delta;
      const rest = restOf(part, head, false);
      isJoined = rest !== undefined;
      return rest ?? '';
    },
    end: () => (isJoined ? '' : (restOf(part, head, true) ?? '')),
  };
}

/** The last words of a part, by which a model is told where to go on: some eight of its last line, or twelve signs of Chinese. */
export function lastWords(part: string): string {
  const line = part.trimEnd().split('\n').at(-1)?.trim() ?? '';
  const words = /(?:\S+\s+){0,7}\S+$/.exec(line)?.[0] ?? line;
  return isIdeographic(words) && words.length > 24 ? words.slice(-12) : words.slice(-80);
}

/** What is to be put behind the part; `undefined` while it may still turn out to be a repetition or chatter. */
function restOf(part: string, answer: string, isComplete: boolean): string | undefined {
  const before = part.trimEnd();
  const space = part.slice(before.length);
  const fence = isInCode(part) ? /^\s*```[\w-]*[ \t]*\n?/.exec(answer)?.[0] : undefined;
  if (fence !== undefined && !isComplete && !fence.endsWith('\n')) return undefined;
  // Code that was opened already is opened once.
  const text = fence === undefined ? stripChatter(answer, { isComplete }) : answer.slice(fence.length);
  if (text === '') return undefined;
  const repeating = text.replace(/^(?:…|\.{3})\s*/, '');
  if (!isComplete && before.includes(repeating.trimEnd())) return undefined;
  const overlap = overlapOf(before, repeating);
  if (overlap > 0) return afterSpace(space, repeating.slice(overlap));
  if (fence !== undefined) return space.includes('\n') ? text : `\n${text}`;
  const ownSpace = answer.trimStart().startsWith(text.slice(0, 20)) ? (/^\s*/.exec(answer)?.[0] ?? '') : '';
  return space === '' && ownSpace === '' ? separatorOf(before, text) + text : afterSpace(space, ownSpace + text);
}

function isInCode(part: string): boolean {
  return (part.match(/^[ \t]*```/gm)?.length ?? 0) % 2 === 1;
}

/** How many characters the answer begins with that the part ends with, where that is no accident. */
function overlapOf(before: string, answer: string): number {
  for (let length = Math.min(before.length, answer.length); length > 0; length -= 1) {
    if (!before.endsWith(answer.slice(0, length))) continue;
    const said = answer.slice(0, length);
    if (isIdeographic(said) || !/[\p{L}\p{N}]/u.test(said)) {
      if (length >= 4 || length === before.length) return length;
      continue;
    }
    const startsInWord = isWord(before.at(-length - 1)) && isWord(said[0]);
    const endsInWord = isWord(said.at(-1)) && isWord(answer[length]);
    if (!startsInWord && (!endsInWord || length >= 3)) return length;
  }
  return 0;
}

/** The text behind white space that stands there already, of which it may bring its own. */
function afterSpace(space: string, text: string): string {
  if (space === '') return text;
  return text.startsWith(space) ? text.slice(space.length) : text.replace(/^[^\S\n]+/, '');
}

/** What belongs between two texts neither of which has white space there. */
function separatorOf(before: string, text: string): string {
  // A further item, row or heading stands on a line of its own.
  if (/^(?:[-*+] |\d+[.)] |\||#{1,6} |> |```)/.test(text)) return '\n';
  const [last, first] = [before.at(-1) ?? '', text.at(0) ?? ''];
  const isJoined =
    isIdeographic(last) || isIdeographic(first) || /[([{“‘«/-]/.test(last) || /[,.;:!?…)\]}%”’»]/.test(first);
  return isJoined ? '' : ' ';
}

function isWord(character: string | undefined): boolean {
  return character !== undefined && /[\p{L}\p{N}]/u.test(character) && !isIdeographic(character);
}

function isIdeographic(text: string): boolean {
  return /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\u3000-\u303F\uFF00-\uFFEF]/u.test(text);
}
