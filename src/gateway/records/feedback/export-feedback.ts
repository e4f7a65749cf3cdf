import { createHash } from 'node:crypto';
import type { FeedbackRecord } from '../record.ts';
import type { Masker } from '../../safety/mask/masker.ts';

export type ExportFormat = 'sft' | 'dpo';

interface Message {
  readonly role: string;
  readonly content: string;
}

interface Liked {
  readonly answer: string;
}
interface Pair {
  readonly chosen: string;
  readonly rejected: string;
}
type Example = Liked | Pair;

/**
 * The lines of a training set, in the chat forms that TRL reads: `{"messages": […]}` for supervised tuning, and
 * `{"prompt": […], "chosen": […], "rejected": […]}` for preferences. Each once, and masked. What a person thinks last of
 * an answer counts. `read` gives the feedback, in its order; it is read twice.
 */
export async function* exportFeedback(
  read: () => AsyncIterable<FeedbackRecord>,
  format: ExportFormat,
  mask: Masker,
): AsyncGenerator<string> {
  const verdicts = await collectVerdicts(read());
  const told = new Set<string>();
  for await (const row of read()) {
    if (!row.prompt || row.prompt.length === 0) continue;
    for (const example of format === 'sft' ? toSft(row, verdicts) : toPairs(row, verdicts)) {
      const line = await toLine(row.prompt, example, mask);
      const digest = digestOf(JSON.stringify(line).replace(/\s+/g, ' '));
      if (told.has(digest)) continue;
      told.add(digest);
      yield JSON.stringify(line);
    }
  }
}

/** Masked as a whole: what is a name in the prompt is the same sign in the answer. */
async function toLine(prompt: readonly Message[], example: Example, mask: Masker): Promise<object> {
  const answers = 'chosen' in example ? [example.chosen, example.rejected] : [example.answer];
  const texts = await mask([...prompt.map(({ content }) => content), ...answers]);
  const asked = prompt.map(({ role }, index) => ({ role, content: texts[index] ?? '' }));
  const [first, second] = texts.slice(prompt.length).map((content) => [{ role: 'assistant', content }]);
  if (!('chosen' in example)) return { messages: [...asked, ...(first ?? [])] };
  return { prompt: asked, chosen: first, rejected: second };
}

interface Verdicts {
  /** By person, prompt and answer: whether they would have it so. */
  readonly good: ReadonlyMap<string, boolean>;
  /** By prompt: answers that somebody rated down. */
  readonly rejected: ReadonlyMap<string, readonly string[]>;
}

async function collectVerdicts(rows: AsyncIterable<FeedbackRecord>): Promise<Verdicts> {
  const good = new Map<string, boolean>();
  const downs = new Map<string, Set<string>>();
  /** What was put into the document, by person, prompt and words: an edit tells of it without its marks. */
  const inserted = new Map<string, string>();
  for await (const row of rows) {
    const key = keyOf(row, row.answer);
    if (row.value === 'up' || row.value === 'applied' || row.value === 'chosen') good.set(key, true);
    if (row.value === 'down' || row.value === 'undone') good.set(key, false);
    if (row.value === 'none') good.delete(key);
    const words = keyOf(row, row.answer.replace(/[^\p{L}\p{N}]+/gu, ''));
    if (row.value === 'applied') inserted.set(words, key);
    // Whoever mends an answer would not have it so.
    const mended = row.value === 'edited' ? inserted.get(words) : undefined;
    if (mended !== undefined) good.set(mended, false);
    if (row.type === 'choice' && row.other !== null) good.set(keyOf(row, row.other), false);
    if (row.type !== 'rating') continue;
    const answers = downs.get(promptKey(row)) ?? new Set();
    if (row.value === 'down') answers.add(row.answer);
    else answers.delete(row.answer);
    downs.set(promptKey(row), answers);
  }
  return { good, rejected: new Map(Array.from(downs, ([key, answers]) => [key, [...answers]])) };
}

function toSft(row: FeedbackRecord, { good }: Verdicts): Liked[] {
  if (row.value === 'edited') return row.other === null ? [] : [{ answer: row.other }];
  return good.get(keyOf(row, row.answer)) === true ? [{ answer: row.answer }] : [];
}

function toPairs(row: FeedbackRecord, verdicts: Verdicts): Pair[] {
  if (row.type === 'choice') return row.other === null ? [] : [{ chosen: row.answer, rejected: row.other }];
  if (row.value === 'edited') {
    return row.other === null || row.other === row.answer ? [] : [{ chosen: row.other, rejected: row.answer }];
  }
  if (row.value !== 'up' || verdicts.good.get(keyOf(row, row.answer)) !== true) return [];
  // The same was asked twice, and one answer was liked and another was not.
  return (verdicts.rejected.get(promptKey(row)) ?? [])
    .filter((answer) => answer !== row.answer)
    .map((rejected) => ({ chosen: row.answer, rejected }));
}

function promptKey({ prompt }: FeedbackRecord): string {
  return digestOf(JSON.stringify(prompt));
}

function keyOf(row: FeedbackRecord, answer: string): string {
  return digestOf(JSON.stringify([row.person, row.prompt, answer]));
}

function digestOf(text: string): string {
  return createHash('sha256').update(text).digest('base64url');
}
