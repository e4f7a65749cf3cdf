import { estimateTokens } from '../../../../src/base/text-size.ts';
import { chunkByHeading } from '../../../../src/core/context/chunk-by-heading.ts';
import { planLongDocument } from '../../../../src/core/context/plan-long-document.ts';
import { findCommand } from '../../../../src/core/prompt/commands.ts';
import type { PromptInput } from '../../../../src/core/prompt/writing-command.ts';
import { caret, doc, heading, p, table } from '../../../support/document-context.ts';

const sentence = 'The committee looked at the budget and found that it had grown by ten percent since the year before.';
const chapter = (name: string, paragraphs: number) => [
  heading(1, name),
  p(`${name} begins.`),
  heading(2, `${name} details`),
  ...Array.from({ length: paragraphs }, (_, at) => p(`${name} ${at}: ${sentence}`)),
];
const book = ['Alpha', 'Beta', 'Gamma', 'Delta'].flatMap((name) => chapter(name, 40));

const input = (rest: Partial<PromptInput> = {}): PromptInput => ({
  context: caret('', 0, { whole: book, size: { characters: 20_000, paragraphs: book.length } }),
  instruction: '',
  options: {},
  replyLanguage: 'auto',
  customInstructions: '',
  tokenBudget: 2600,
  scope: 'document',
  ...rest,
});
const summarise = findCommand('summarise')!;

describe('chunkByHeading', () => {
  it('loses nothing and keeps to the budget', () => {
    const chunks = chunkByHeading(book, 700);
    expect(chunks.flatMap(({ passages }) => passages)).toEqual(book);
    for (const chunk of chunks) expect(chunk.tokens).toBeLessThanOrEqual(700);
  });

  it('begins a chunk at a heading when the one before is more than half full', () => {
    const chunks = chunkByHeading(book, 1400);
    expect(chunks.map(({ passages }) => passages[0]!.text)).toEqual(['Alpha', 'Beta', 'Gamma', 'Delta']);
  });

  it('tells the headings above each chunk', () => {
    const chunks = chunkByHeading(book, 500);
    expect(chunks[1]!.headingPath).toEqual(['Alpha', 'Alpha details']);
    expect(chunks.find(({ passages }) => passages[0]!.text === 'Beta')!.headingPath).toEqual([]);
  });

  it('cuts a paragraph that is too long at its sentences, and one without sentences anywhere', () => {
    const long = [p(`${sentence} `.repeat(60)), p('字'.repeat(3000)), p('x'.repeat(9000))];
    const chunks = chunkByHeading(long, 300);
    expect(chunks.flatMap(({ passages }) => passages.map(({ text }) => text)).join('')).toBe(
      long.map(({ text }) => text).join(''),
    );
    for (const chunk of chunks) expect(chunk.tokens).toBeLessThanOrEqual(300);
  });
});

describe('chunkByHeading of tables', () => {
  const rows = table(...Array.from({ length: 30 }, (_, at) => [`Row ${at}`, sentence]));

  it('keeps a table in one piece where it fits', () => {
    const chunks = chunkByHeading([p(`${sentence} `.repeat(10)), ...rows, p('After.')], 900);
    expect(chunks.some(({ passages }) => rows.every((cell) => passages.includes(cell)))).toBe(true);
  });

  it('keeps its rows in one piece where it does not', () => {
    const chunks = chunkByHeading(rows, 120);
    expect(chunks.flatMap(({ passages }) => passages)).toEqual(rows);
    for (const { passages } of chunks) expect(passages[0]!.table!.column).toBe(0);
  });
});

describe('planLongDocument', () => {
  it('is not needed for a text that fits', () => {
    expect(planLongDocument(summarise, input({ tokenBudget: 100_000 }))).toBeUndefined();
    expect(planLongDocument(summarise, input({ context: doc([p('short')]) }))).toBeUndefined();
  });

  it('reads all of the document in parts that fit, and says so', () => {
    const plan = planLongDocument(summarise, input())!;
    const sent = plan.maps.map(({ request }) => request.messages[1]!.content).join('\n');
    for (const { text } of book) expect(sent).toContain(text);
    for (const { request } of plan.maps) {
      expect(request.messages.reduce((sum, { content }) => sum + estimateTokens(content), 0)).toBeLessThanOrEqual(2600);
    }
    expect(plan.coverage).toEqual({ parts: plan.maps.length, passages: book.length, passagesLeftOut: 0 });
  });

  it('begins every part’s prompt with the same bytes', () => {
    const plan = planLongDocument(summarise, input())!;
    expect(new Set(plan.maps.map(({ request }) => request.messages[0]!.content)).size).toBe(1);
  });

  it('says what an endless document leaves unread', () => {
    const endless = Array.from({ length: 5000 }, (_, at) => p(`${at} ${sentence}`));
    const { coverage, maps } = planLongDocument(summarise, input({ context: doc(endless), tokenBudget: 1600 }))!;
    expect(maps.length).toBe(coverage.parts);
    expect(coverage.passagesLeftOut).toBeGreaterThan(0);
    expect(coverage.passages).toBe(5000);
  });

  it('asks for the answer with the notes in place of the document', () => {
    const plan = planLongDocument(summarise, input())!;
    const step = plan.reduce(plan.maps.map(({ headingPath }, at) => ({ headingPath, text: `- Note ${at}` })));
    expect(step.kind).toBe('answer');
    if (step.kind !== 'answer') return;
    const user = step.request.messages[1]!.content;
    expect(user).toContain('Note 0');
    expect(user).toContain('Summarise DOCUMENT');
    expect(step.request.task).toMatchObject({ command: 'summarise' });
  });

  it('merges notes that are still too long, until they fit', () => {
    const plan = planLongDocument(summarise, input())!;
    const long = Array.from({ length: 12 }, (_, at) => ({
      headingPath: [`Chapter ${at}`],
      text: `- ${sentence}\n`.repeat(20),
    }));
    const step = plan.reduce(long);
    expect(step.kind).toBe('merge');
    if (step.kind !== 'merge') return;
    expect(step.steps.length).toBeLessThan(12);
    expect(plan.reduce(step.steps.map(({ headingPath }) => ({ headingPath, text: '- short' }))).kind).toBe('answer');
  });
});
