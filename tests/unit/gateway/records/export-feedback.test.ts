import { exportFeedback, type ExportFormat } from '../../../../src/gateway/records/feedback/export-feedback.ts';
import type { FeedbackRecord } from '../../../../src/gateway/records/record.ts';
import { defaultMasker, feedback } from '../../../support/records.ts';

async function lines(rows: readonly FeedbackRecord[], format: ExportFormat): Promise<unknown[]> {
  async function* read(): AsyncGenerator<FeedbackRecord> {
    yield* rows;
  }
  const all: unknown[] = [];
  for await (const line of exportFeedback(read, format, defaultMasker)) all.push(JSON.parse(line));
  return all;
}
const asked = [{ role: 'user', content: 'Shorten this.' }];
const said = (content: string): object => ({ role: 'assistant', content });

describe('feedback as examples for training', () => {
  it('is a chat for each answer that somebody liked, chose or kept, each once', async () => {
    const rows = [
      feedback({ answer: 'Liked.' }),
      feedback({ answer: 'Liked.', person: 'bob' }),
      feedback({ type: 'choice', value: 'chosen', answer: 'Chosen.', other: 'Left.' }),
      feedback({ type: 'insertion', value: 'applied', answer: 'Kept.' }),
      feedback({ type: 'insertion', value: 'edited', answer: 'Draft.', other: 'Mended.' }),
      feedback({ value: 'down', answer: 'Bad.' }),
      feedback({ prompt: null, answer: 'Nothing was sent along.' }),
    ];
    expect(await lines(rows, 'sft')).toEqual(
      ['Liked.', 'Chosen.', 'Kept.', 'Mended.'].map((answer) => ({ messages: [...asked, said(answer)] })),
    );
  });

  it('goes by what a person thought last', async () => {
    const undone = [
      feedback({ type: 'insertion', value: 'applied', answer: 'Tried.' }),
      feedback({ type: 'insertion', value: 'undone', answer: 'Tried.' }),
    ];
    expect(await lines(undone, 'sft')).toEqual([]);
    const withdrawn = [feedback({ value: 'up' }), feedback({ value: 'none' })];
    expect(await lines(withdrawn, 'sft')).toEqual([]);
    expect(await lines([feedback({ value: 'down' }), feedback({ value: 'up' })], 'sft')).toHaveLength(1);
  });

  it('has an answer that somebody mended as they mended it, not as it was', async () => {
    const rows = [
      feedback({ type: 'insertion', value: 'applied', answer: 'It is **done**.' }),
      feedback({ type: 'insertion', value: 'applied', answer: 'Of another.', person: 'bob' }),
      // As the document has it, without marks.
      feedback({ type: 'insertion', value: 'edited', answer: 'It is done.', other: 'It is done at last.' }),
    ];
    expect(await lines(rows, 'sft')).toEqual(
      ['Of another.', 'It is done at last.'].map((answer) => ({ messages: [...asked, said(answer)] })),
    );
  });

  it('is a pair for each choice, each edit, and each answer that was liked better to the same prompt', async () => {
    const rows = [
      feedback({ type: 'choice', value: 'chosen', answer: 'Second.', other: 'First.' }),
      feedback({ type: 'insertion', value: 'edited', answer: 'Draft.', other: 'Mended.' }),
      feedback({ value: 'down', answer: 'Bad.', person: 'bob' }),
      feedback({ value: 'up', answer: 'Good.' }),
      feedback({ value: 'up', answer: 'Elsewhere.', prompt: [{ role: 'user', content: 'Another.' }] }),
    ];
    const pair = (chosen: string, rejected: string): object => ({
      prompt: asked,
      chosen: [said(chosen)],
      rejected: [said(rejected)],
    });
    expect(await lines(rows, 'dpo')).toEqual([
      pair('Second.', 'First.'),
      pair('Mended.', 'Draft.'),
      pair('Good.', 'Bad.'),
    ]);
  });

  it('has no personal detail that is found, and the same sign for the same one in prompt and answer', async () => {
    const rows = [
      feedback({
        prompt: [
          { role: 'system', content: 'Answer in British English.' },
          { role: 'user', content: 'Dear Mr John Smith, write to ann.lee@contoso.co.uk or call 138 0013 8000.' },
        ],
        answer: 'Mr John Smith (11010519491231002X) pays with 4111 1111 1111 1111 by 2026-03-01; 1200 copies in 2025.',
      }),
    ];
    const [line] = await lines(rows, 'sft');
    expect(line).toEqual({
      messages: [
        { role: 'system', content: 'Answer in British English.' },
        { role: 'user', content: 'Dear Mr {{PERSON_1}}, write to {{EMAIL_1}} or call {{PHONE_1}}.' },
        said('Mr {{PERSON_1}} ({{IDNUMBER_1}}) pays with {{CARD_1}} by 2026-03-01; 1200 copies in 2025.'),
      ],
    });
  });

  it('masks names that a draft has, in both answers of a pair', async () => {
    const rows = [
      feedback({ type: 'choice', value: 'chosen', answer: '尊敬的王伟先生：您好。', other: '王伟先生，你好。' }),
    ];
    const text = JSON.stringify(await lines(rows, 'dpo'));
    expect(text).not.toContain('王伟');
    expect(text.match(/PERSON_1/g)).toHaveLength(2);
  });
});
