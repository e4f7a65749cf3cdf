import fc from 'fast-check';
import { detailKinds, type DetailKind } from '../../../../../src/gateway/safety/mask/detail.ts';
import { maskChat } from '../../../../../src/gateway/safety/mask/mask-chat.ts';
import type { Placeholders } from '../../../../../src/gateway/safety/mask/placeholders.ts';
import type { ChatRequest } from '../../../../../src/protocol/chat.ts';

const options = { kinds: new Set<DetailKind>(detailKinds), words: ['Blue Heron'] };

const chatOf = (...texts: string[]): ChatRequest => ({
  model: 'm',
  messages: [{ role: 'system', content: 'Be brief.' }, ...texts.map((content) => ({ role: 'user' as const, content }))],
});

function restore(placeholders: Placeholders, pieces: readonly string[], inJson = false): string {
  const restorer = placeholders.restorer({ inJson });
  return pieces.map((piece) => restorer.push(piece)).join('') + restorer.end();
}

/** The text cut at each of the places. */
function cut(text: string, places: readonly number[]): string[] {
  const sorted = [
    0,
    ...places.map((place) => place % (text.length + 1)).sort((one, other) => one - other),
    text.length,
  ];
  return sorted.slice(1).map((place, index) => text.slice(sorted[index], place));
}

describe('a chat whose personal details are masked', () => {
  const letter =
    'Dear Maria Rossi,\n请联系张伟先生（13800138000，zhang@example.com）。Maria Rossi asks for 4111 1111 1111 1111.';

  it('has stable placeholders, and none of the details', async () => {
    const { chat, counts } = await maskChat(chatOf(letter, 'Again: 张伟, 13800138000'), options);
    expect(chat.messages[1]!.content).toBe(
      'Dear {{PERSON_1}},\n请联系{{PERSON_2}}先生（{{PHONE_1}}，{{EMAIL_1}}）。{{PERSON_1}} asks for {{CARD_1}}.',
    );
    expect(chat.messages[2]!.content).toBe('Again: {{PERSON_2}}, {{PHONE_1}}');
    expect(counts).toEqual({ names: 2, phones: 1, emails: 1, cards: 1 });
  });

  it('tells the model what the placeholders are, behind what it was told already', async () => {
    const { chat } = await maskChat(chatOf(letter), options);
    expect(chat.messages[0]!.content).toMatch(/^Be brief\.\n\n.*\{\{PERSON_1\}\}/);
  });

  it('is the very same when there is nothing to mask', async () => {
    const chat = chatOf('The sky is blue.');
    expect((await maskChat(chat, options)).chat).toBe(chat);
  });

  it('is masked in parts, tool calls and predictions too, and pictures are left', async () => {
    const chat: ChatRequest = {
      model: 'm',
      messages: [
        {
          role: 'user',
          content: [
            { type: 'text', text: 'a@example.com' },
            { type: 'image_url', image_url: { url: 'data:image/png;base64,AAAA' } },
          ],
        },
        {
          role: 'assistant',
          content: null,
          tool_calls: [
            { id: 'x', type: 'function', function: { name: 'send', arguments: '{"to":"\\u0061@example.com"}' } },
          ],
        },
      ],
      prediction: { type: 'content', content: 'a@example.com' },
    };
    const sent = JSON.stringify((await maskChat(chat, options)).chat);
    expect(sent).not.toContain('@example.com');
    expect(sent).toContain('data:image/png;base64,AAAA');
    expect(sent).toContain('"type":"function"');
  });

  it('is masked in the text of its task, of which a prediction is made', async () => {
    const task = { command: 'fix-grammar', text: 'Write to a@example.com.', language: 'en' };
    const { chat } = await maskChat({ ...chatOf('Write to a@example.com.'), inkstone_task: task }, options);
    expect(chat.inkstone_task).toEqual({ ...task, text: 'Write to {{EMAIL_1}}.' });
  });

  it.each([
    ['a text that begins as a picture does', { role: 'user' as const, content: 'data: a@example.com' }],
    [
      'a text of bytes and words',
      { role: 'user' as const, content: [{ type: 'text', text: 'data:a/b;base64,AAAA a@example.com' }] },
    ],
    [
      'an address that is no picture',
      { role: 'user' as const, content: [{ type: 'image_url', image_url: { url: 'data:,a@example.com' } }] },
    ],
    [
      'arguments under a name of the protocol',
      {
        role: 'assistant' as const,
        content: null,
        tool_calls: [
          { id: 'x', function: { name: 'f', arguments: '{"detail":"a@example.com","id":["a@example.com"]}' } },
        ],
      },
    ],
    [
      'the escaped result of a tool',
      { role: 'tool' as const, tool_call_id: 'x', content: '{"contact":"\\u0061@example.com"}' },
    ],
  ])('is masked in %s', async (_name, message) => {
    const { chat } = await maskChat({ model: 'm', messages: [message], metadata: { id: 'b@example.com' } }, options);
    expect(JSON.stringify(chat)).not.toContain('@example.com');
    expect(JSON.stringify(chat)).toContain('{{EMAIL_1}}');
  });

  it('is masked in numbers that a tool is given', async () => {
    const call = { id: 'x', function: { name: 'f', arguments: '{"to":13800138000,"copies":2}' } };
    const { chat } = await maskChat(
      { model: 'm', messages: [{ role: 'assistant', content: null, tool_calls: [call] }], max_tokens: 13800138000 },
      options,
    );
    expect(JSON.stringify(chat.messages)).toContain('{\\"to\\":\\"{{PHONE_1}}\\",\\"copies\\":2}');
    expect(chat['max_tokens']).toBe(13800138000);
  });

  it.each([
    ['{{person_1}}', 'Maria Rossi'],
    ['{{ PERSON_1 }}', 'Maria Rossi'],
    ['{{PERSON 1}}', 'Maria Rossi'],
    ['{{PERSON-1}}', 'Maria Rossi'],
    ['{{PERSON\\_1}}', 'Maria Rossi'],
    ['{PERSON_1}', 'Maria Rossi'],
    ['｛｛PERSON_1｝｝', 'Maria Rossi'],
    ['PERSON_1’s', 'Maria Rossi’s'],
    ['PERSON_1', 'Maria Rossi'],
    ['｛｛ＰＥＲＳＯＮ＿１｝｝', 'Maria Rossi'],
    ['{{PERSON＿１}}', 'Maria Rossi'],
    ['ＰＥＲＳＯＮ_１说', 'Maria Rossi说'],
    ['\\{\\{PERSON\\_1\\}\\}', 'Maria Rossi'],
    ['{{PERSON–1}}', 'Maria Rossi'],
    ['{{PERSON_1}}s', 'Maria Rossis'],
    ['the PERSON_1s', 'the Maria Rossis'],
    ['**PERSON_1**', '**Maria Rossi**'],
    ['PERSON_1st', 'PERSON_1st'],
    ['PERSON_12', 'PERSON_12'],
    ['A PERSON 1', 'A PERSON 1'],
    ['{{PERSON_9}}', '{{PERSON_9}}'],
  ])('is restored however a model writes the placeholder: %s', async (written, expected) => {
    const { placeholders } = await maskChat(chatOf(letter), options);
    expect(restore(placeholders, [written])).toBe(expected);
    expect(restore(placeholders, Array.from(written))).toBe(expected);
  });

  it('is restored as JSON where the answer is JSON', async () => {
    const { placeholders } = await maskChat(chatOf('the "Blue\nHeron" deal'), options);
    expect(JSON.parse(restore(placeholders, ['{"a":"{{TERM_1}}"}'], true))).toEqual({ a: 'Blue\nHeron' });
  });

  it('leaves alone what looked like a placeholder in the document', async () => {
    const { chat, placeholders } = await maskChat(chatOf('{{PERSON_1}} and {{ person 2 }}: Dear Maria,'), options);
    const text = chat.messages[1]!.content as string;
    expect(text).toContain('{{PERSON_1}} and {{ person 2 }}');
    expect(restore(placeholders, [text])).toBe('{{PERSON_1}} and {{ person 2 }}: Dear Maria,');
  });

  it.each([
    ['followed by a hundred thousand letters', `PERSON_1${'X'.repeat(100_000)}`],
    ['followed by another', 'PERSON_1PHONE_7X PERSON_1PHONE_7'],
    [
      'followed by every run of one letter',
      Array.from({ length: 400 }, (_, n) => `PERSON_1${'x'.repeat(n)}`).join(' '),
    ],
    ['followed by all short words', Array.from({ length: 18_278 }, (_, n) => `PHONE 7${wordOf(n)}`).join('\n')],
  ])('finds names of its own at once where something looks like a placeholder %s', async (_name, taken) => {
    const started = performance.now();
    const { chat, placeholders } = await maskChat(chatOf(`${taken}\nDear Maria Rossi,`), options);
    expect(performance.now() - started).toBeLessThan(2000);
    const own = /Dear (\{\{PERSON_1[A-Z]{1,8}\}\}),/.exec(chat.messages[1]!.content as string)?.[1] ?? '';
    const answer = `Hello ${own}, not ${taken.slice(0, 5000)}`;
    expect(restore(placeholders, Array.from(answer))).toBe(`Hello Maria Rossi, not ${taken.slice(0, 5000)}`);
  });

  /** Letters as columns of a sheet are called: A to ZZZ. */
  function wordOf(number: number): string {
    const rest = Math.floor(number / 26);
    return (rest === 0 ? '' : wordOf(rest - 1)) + String.fromCharCode(65 + (number % 26));
  }

  const details = fc.constantFrom(
    '13800138000',
    '张伟先生',
    'Mr John Smith',
    'a.b@example.com',
    '4111 1111 1111 1111',
    '11010519491231002X',
    '$5 million',
    'Blue Heron',
    'GB82WEST12345698765432',
    '{{PERSON_1}}',
    'PERSON_1',
    '{{',
    '}}',
    '{',
    '}',
    'PERSON',
    'PER',
    '_1',
    'TERM_',
    '\\',
    '联系人：李雷',
  );
  const text = fc
    .array(fc.oneof(details, fc.string({ unit: 'grapheme', maxLength: 6 }), fc.constantFrom(' ', '\n', '，', '"')), {
      maxLength: 14,
    })
    .map((pieces) => pieces.join(''));
  const places = fc.array(fc.nat(), { maxLength: 12 });

  it('comes back as it was, however it is cut on the way', async () => {
    await fc.assert(
      fc.asyncProperty(text, places, async (original, cuts) => {
        const { chat, placeholders } = await maskChat(chatOf(original), options);
        const masked = chat.messages[1]!.content as string;
        expect(restore(placeholders, cut(masked, cuts))).toBe(original);
      }),
      { numRuns: 1000 },
    );
  });

  it('gives the same answer in pieces as in one, whatever the model says', async () => {
    const said = fc
      .array(
        fc.oneof(
          fc.constantFrom(
            '{{PERSON_1}}',
            '{person_1}',
            '{{ PHONE 1 }}',
            '{{CARD_1',
            '}}',
            '}',
            '{',
            'PERSON_1',
            'PHONE',
            '_',
            '1',
            ' ',
            '  ',
            'EMAIL\\_1',
            '｛',
            '｝',
            '\\',
            'Ｐ',
            'ＥＲＳＯＮ',
            '＿',
            '１',
            's',
            'a',
            '张',
          ),
          fc.string({ maxLength: 3 }),
        ),
        { maxLength: 16 },
      )
      .map((pieces) => pieces.join(''));
    await fc.assert(
      fc.asyncProperty(said, places, async (answer, cuts) => {
        const { placeholders } = await maskChat(chatOf(letter), options);
        expect(restore(placeholders, cut(answer, cuts))).toBe(restore(placeholders, [answer]));
      }),
      { numRuns: 1000 },
    );
  });

  it('holds back no more than a placeholder could be long', async () => {
    const { placeholders } = await maskChat(chatOf(letter), options);
    const restorer = placeholders.restorer();
    let held = 0;
    for (const sign of '{{ PERSON   {{{{{{ PERSON_1111111111 is a very long word indeed and PERSON{{'.repeat(5)) {
      held += 1 - restorer.push(sign).length;
      expect(held).toBeLessThan(60);
    }
  });
});
