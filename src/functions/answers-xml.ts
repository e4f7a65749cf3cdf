import type { CellAnswer } from '../core/cells/cell-question.ts';

/** The root element of the parts that answers are kept in. */
export const answersNamespace = 'urn:inkstone:cell-answers:1';

/** An answer as the workbook keeps it. */
export interface KeptAnswer {
  readonly answer: CellAnswer;
  /** Id of the model that gave it. */
  readonly model: string;
}

/** A part's XML: an element for each answer under its question's key. Text is JSON, which has a form for every character that XML has none for. */
export function writeAnswers(answers: ReadonlyMap<string, KeptAnswer>): string {
  const entries = [...answers].map(
    ([key, { answer, model }]) =>
      `<answer key="${escapeXml(key)}" model="${escapeXml(model)}">${escapeXml(textOf(answer))}</answer>`,
  );
  return `<answers xmlns="${answersNamespace}">${entries.join('')}</answers>`;
}

/** One text as a string, several as rows. */
function textOf(answer: CellAnswer): string {
  const [only] = answer;
  return JSON.stringify(answer.length === 1 && only?.length === 1 ? only[0] : answer).replace(
    /[\ufffe\uffff]/g,
    toEscape,
  );
}

function toEscape(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16)}`;
}

function escapeXml(text: string): string {
  return text.replace(/[&<>"]/g, (sign) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;' })[sign] ?? '&quot;');
}

/** The answers in a part; what cannot be read is as good as not there. */
export function readAnswers(xml: string): Map<string, KeptAnswer> {
  const answers = new Map<string, KeptAnswer>();
  const root = new DOMParser().parseFromString(xml, 'application/xml').documentElement;
  if (root.namespaceURI !== answersNamespace) return answers;
  for (const element of root.children) {
    const key = element.getAttribute('key');
    const answer = parseAnswer(element.textContent);
    if (key !== null && answer) answers.set(key, { answer, model: element.getAttribute('model') ?? '' });
  }
  return answers;
}

function parseAnswer(text: string): CellAnswer | undefined {
  let parsed: unknown;
  try {
    parsed = JSON.parse(text);
  } catch {
    return undefined;
  }
  if (typeof parsed === 'string') return [[parsed]];
  const isRow = (row: unknown): row is string[] =>
    Array.isArray(row) && row.length > 0 && row.every((each) => typeof each === 'string');
  return Array.isArray(parsed) && parsed.length > 0 && parsed.every(isRow) ? parsed : undefined;
}
