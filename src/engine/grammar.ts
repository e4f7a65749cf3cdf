import { fixChinesePunctuation } from './phrases.ts';

/** One correction that a checker proposes, as UTF-16 offsets in the line. */
export interface Correction {
  readonly start: number;
  readonly end: number;
  readonly text: string;
  /** The checker's kind, such as `Spelling`. */
  readonly kind: string;
}

/** A checker of English lines: Harper, or another in a test. */
export type CheckLine = (line: string) => Promise<readonly Correction[]>;

/** Subjects and verbs that disagree, where both stand side by side and nothing else is possible. */
const agreement: readonly (readonly [RegExp, string])[] = [
  [/\b(I|you|we|they) (?:has)\b/gi, '$1 have'],
  [/\b(you|we|they) was\b/gi, '$1 were'],
  [/\b(he|she|it|nobody|everybody|everyone|somebody|someone|anyone|each) have\b/gi, '$1 has'],
  [/\b(he|she|it|nobody|everybody|everyone|somebody|someone|anyone|each) (?:are|were)\b/gi, '$1 is'],
  [
    /\b((?:the|these|those|our|your|their|my|two|three|four|five|many|several) (?:[a-z]+ )?(?!(?:this|news|bus|analysis|basis|process|business|series|status|class|boss|access|success|address|progress|loss|focus)\b)[a-z]{3,}[^s\W]s) (has)\b/gi,
    '$1 have',
  ],
  [
    /\b((?:the|these|those|our|your|their|my|two|three|four|five|many|several) (?:[a-z]+ )?(?!(?:this|news|bus|analysis|basis|process|business|series|status|class|boss|access|success|address|progress|loss|focus)\b)[a-z]{3,}[^s\W]s) was\b/gi,
    '$1 were',
  ],
  [
    /\b(its|the|this|that|a) ([a-z]+ )?(date|invoice|report|team|scanner|budget|company|order|price|plan|project|meeting) are\b/gi,
    '$1 $2$3 is',
  ],
  [
    /\b(its|the|this|that|a) ([a-z]+ )?(date|invoice|report|team|scanner|budget|company|order|price|plan|project|meeting) have\b/gi,
    '$1 $2$3 has',
  ],
  [
    /\b(two|three|four|five|six|seven|eight|nine|ten|several|many) (month|year|day|week|hour|customer|invoice|order|request)\b(?!s)/gi,
    '$1 $2s',
  ],
  [/\b(would|could|should|must|might) of\b/gi, '$1 have'],
  [/\bdepends of\b/gi, 'depends on'],
  [/\b([Aa]) (hour|honest|honou?r|heir)\b/g, '$1n $2'],
  [/\bcant\b/g, "can't"],
  [/\bdont\b/g, "don't"],
  [/\bdidnt\b/g, "didn't"],
];

/**
 * A text corrected line by line, with as many lines as it had. English goes through the checker and then the rules above;
 * a word with a capital is never respelt, since it may be a name. Placeholders (`⟦1⟧`) and `<br>` are left as they are.
 */
export async function fixGrammar(text: string, language: string, check: CheckLine): Promise<string> {
  const lines: string[] = [];
  for (const line of text.split('\n')) {
    if (language.startsWith('zh')) lines.push(fixChinesePunctuation(line));
    else lines.push(line.trim() === '' ? line : fixAgreement(applyCorrections(line, await check(line))));
  }
  return lines.join('\n');
}

function applyCorrections(line: string, corrections: readonly Correction[]): string {
  let result = line;
  let before = Infinity;
  for (const correction of [...corrections].sort((a, b) => b.start - a.start)) {
    const problem = line.slice(correction.start, correction.end);
    if (correction.end > before || !isSafe(problem, correction)) continue;
    result = result.slice(0, correction.start) + matchCase(problem, correction.text) + result.slice(correction.end);
    before = correction.start;
  }
  return result;
}

function isSafe(problem: string, { kind, text }: Correction): boolean {
  if (/[⟦⟧<>]/.test(problem) || text.length > problem.length + 24) return false;
  return !(kind === 'Spelling' && /\p{Lu}/u.test(problem));
}

/** “A” → “AN” is a slip of the checker: only the first letter is a capital. */
function matchCase(problem: string, text: string): string {
  if (/^[A-Z]$/.test(problem)) return text.charAt(0).toUpperCase() + text.slice(1).toLowerCase();
  return /^\p{Lu}/u.test(problem) && !/^\p{Lu}/u.test(text) ? text.charAt(0).toUpperCase() + text.slice(1) : text;
}

function fixAgreement(line: string): string {
  return agreement.reduce((result, [pattern, replacement]) => result.replace(pattern, replacement), line);
}
