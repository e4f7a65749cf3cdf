import { planLongRewrite } from '../../../../src/core/context/plan-long-rewrite.ts';
import { applyToText } from '../../../../src/core/edits/apply-to-text.ts';
import { planRewriteParts, type PartAnswer } from '../../../../src/core/edits/plan-rewrite.ts';
import type { GenerationEvent } from '../../../../src/core/generation/generation-event.ts';
import { runLongRewrite } from '../../../../src/core/generation/run-long-rewrite.ts';
import type { LanguageModel } from '../../../../src/core/model/language-model.ts';
import { findCommand } from '../../../../src/core/prompt/commands.ts';
import type { PromptInput } from '../../../../src/core/prompt/writing-command.ts';
import { doc, p, table } from '../../../support/document-context.ts';

const paragraphs = Array.from({ length: 60 }, (_, at) =>
  p(`Paragraph ${at} have a mistake and ${'some more words '.repeat(12)}to fill it.`),
);
const selection = [...paragraphs.slice(0, 30), ...table(['Name', 'Town'], ['Ana', 'Oslo']), ...paragraphs.slice(30)];
const input = (rest: Partial<PromptInput> = {}): PromptInput => ({
  context: doc(selection, { before: [p('Before.')], after: [p('After.')] }),
  instruction: '',
  options: {},
  replyLanguage: 'auto',
  customInstructions: '',
  tokenBudget: 3000,
  scope: 'surroundings',
  ...rest,
});
const fixGrammar = findCommand('fix-grammar')!;

/** A model that corrects what it is given, line by line. */
const corrector = (failsAt?: number): LanguageModel => {
  let calls = 0;
  return {
    id: 'm',
    async *stream(request): AsyncGenerator<GenerationEvent> {
      calls += 1;
      if (calls === failsAt) throw new Error('broken');
      const text = /<<<SELECTION\n([^]*?)\nSELECTION>>>/.exec(request.messages[1]!.content)![1]!;
      yield { type: 'text-delta', text: text.replaceAll(' have a ', ' has a ') };
      yield { type: 'generation-end', finishReason: 'stop', usage: undefined };
    },
  };
};

describe('a long rewrite', () => {
  it('is not needed for a selection that fits, nor possible for a command that needs all of it', () => {
    expect(planLongRewrite(fixGrammar, input({ context: doc(paragraphs.slice(0, 3)) }))).toBeUndefined();
    expect(planLongRewrite(findCommand('to-table')!, input())).toBeUndefined();
    expect(planLongRewrite(findCommand('summarise')!, input())).toBeUndefined();
  });

  it('has parts that are all of the selection, fit the budget and never cut a table', () => {
    const parts = planLongRewrite(fixGrammar, input())!;
    expect(parts.length).toBeGreaterThan(2);
    expect(parts[0]!.from).toBe(0);
    expect(parts.at(-1)!.to).toBe(selection.length);
    parts.slice(1).forEach((part, at) => expect(part.from).toBe(parts[at]!.to));
    for (const { from, prompt } of parts) {
      expect(prompt.estimatedTokens).toBeLessThan(3000);
      expect([31, 32, 33]).not.toContain(from);
    }
  });

  it('lands in the document as the smallest edits of every part', async () => {
    const parts = planLongRewrite(fixGrammar, input())!;
    const done: PartAnswer[] = [];
    const answers = await runLongRewrite(corrector(), parts, { onPart: (part) => done.push(part) });
    expect(done).toHaveLength(parts.length);
    const plan = planRewriteParts(input().context, answers, { tracked: true });
    expect(plan.edits).toHaveLength(60);
    expect(applyToText(plan)).toEqual(selection.map(({ text }) => text.replace(' have a ', ' has a ')));
  });

  it('keeps the parts that were done when one fails', async () => {
    const parts = planLongRewrite(fixGrammar, input())!;
    const done: PartAnswer[] = [];
    await expect(
      runLongRewrite(corrector(3), parts, { concurrency: 1, onPart: (part) => done.push(part) }),
    ).rejects.toMatchObject({ code: 'unexpected' });
    expect(done).toHaveLength(2);
  });

  it('stops at once', async () => {
    const controller = new AbortController();
    controller.abort();
    await expect(
      runLongRewrite(corrector(), planLongRewrite(fixGrammar, input())!, {}, controller.signal),
    ).rejects.toMatchObject({ code: 'aborted' });
  });
});
