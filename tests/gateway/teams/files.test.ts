import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { startScriptedBackend, type ScriptedBackend } from '../../support/scripted-backend.ts';
import { backendRow, productRoot } from '../../support/gateway.ts';
import { rulesEngine } from '../../support/rules-engine.ts';
import { botWithoutTokens, startBot, type BotSite, type SentMessage } from '../../support/teams.ts';

jest.setTimeout(90_000);

const fixture = (path: string): Uint8Array => readFileSync(join(productRoot, 'tests/fixtures', path));
const cardOf = ({ body }: SentMessage): string => JSON.stringify(body.attachments ?? []);
const attached = (name: string, downloadUrl: string): Readonly<Record<string, unknown>> => ({
  attachments: [
    { contentType: 'text/html', content: '<p>x</p>' },
    {
      contentType: 'application/vnd.microsoft.teams.file.download.info',
      name,
      content: { downloadUrl, fileType: 'x' },
    },
  ],
});

const vtt = `WEBVTT

00:00:03.120 --> 00:00:05.900
<v Ann>We agreed to move the review of the bridge to Thursday.</v>

00:00:06.000 --> 00:00:08.000
<v Tom>I will send the invitation by Monday.</v>
`;

/** A page of PDF with one line of text. */
function pdf(text: string): string {
  const stream = `BT /F1 24 Tf 72 720 Td (${text}) Tj ET`;
  const objects = [
    '<< /Type /Catalog /Pages 2 0 R >>',
    '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
    '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>',
    `<< /Length ${stream.length} >>\nstream\n${stream}\nendstream`,
    '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>',
  ];
  let body = '%PDF-1.4\n';
  const offsets = objects.map((object, at) => {
    const offset = body.length;
    body += `${at + 1} 0 obj\n${object}\nendobj\n`;
    return offset;
  });
  const table = offsets.map((offset) => `${String(offset).padStart(10, '0')} 00000 n \n`).join('');
  return `${body}xref\n0 6\n0000000000 65535 f \n${table}trailer << /Size 6 /Root 1 0 R >>\nstartxref\n${body.length}\n%%EOF`;
}

describe('files that are sent to the bot', () => {
  let backend: ScriptedBackend;
  let site: BotSite;
  beforeAll(async () => {
    backend = await startScriptedBackend();
    site = await startBot(
      { backends: [backendRow(backend.url)], embeddedEngine: 'never' },
      {},
      { ...botWithoutTokens, fileMegabytes: 0.05 },
    );
  });
  afterAll(async () => {
    await site.close();
    await backend.close();
  });
  const sendFile = (name: string, bytes: Uint8Array | string, text = ''): Promise<SentMessage> =>
    site.say(text, attached(name, site.connector.serve(name, bytes)));
  const prompt = (): string => JSON.stringify(backend.requests.at(-1)!.body['messages']);

  it.each([
    ['notes.docx', () => fixture('docx/word-online-hello.docx'), /hello/i],
    ['table.xlsx', () => fixture('xlsx/google-sheets.xlsx'), /# \w+.* \| /],
    ['page.pdf', () => pdf('The bridge opens in May.'), /The bridge opens in May\./],
    ['plain.txt', () => 'The bridge opens in May.', /The bridge opens in May\./],
    ['chinese.txt', () => Uint8Array.from([0xc7, 0xc5, 0xb5, 0xc7]), /桥/],
  ])('are summarised: %s', async (name, bytes, expected) => {
    backend.play({ reply: 'A summary.' });
    const answer = await sendFile(name, bytes());
    expect(answer.body.text).toContain(`**${name}**\n\nA summary.`);
    expect(prompt()).toMatch(expected);
    expect(prompt()).toContain('Summarise DOCUMENT');
  });

  it('are cited where the answer rests on them, and a later question knows them', async () => {
    const text = 'The opening was delayed by heavy rain.\nThe budget of 40,000 euros was approved on Thursday.';
    backend.play({ reply: 'The budget of 40,000 euros was approved.' });
    const answer = await sendFile('report.txt', text, 'What was approved?');
    expect(prompt()).toContain('What was approved?');
    expect(answer.body.text).toContain('was approved [1].');
    expect(JSON.stringify(answer.body.entities)).toContain('report.txt: Paragraph 2');
    await site.say('And why the delay?');
    expect(prompt()).toContain('delayed by heavy rain');
  });

  it('become minutes when they are transcripts', async () => {
    backend.play({
      reply:
        '## Decisions\n\n- The review of the bridge moves to Thursday.\n\n## Tasks\n\n- [ ] Send the invitation — Tom — Monday',
    });
    const answer = await sendFile('meeting.vtt', vtt);
    expect(prompt()).toContain('Ann: We agreed to move the review');
    expect(answer.body.text).toContain('**Decisions**');
    // A box is bullet enough.
    expect(answer.body.text).toMatch(/^☐ Send the invitation — Tom — Monday/m);
  });

  it.each([
    ['tool.exe', 'MZ', 'cannot read this kind of file'],
    ['fake.docx', 'no package', 'not what its name says'],
    ['fake.pdf', '%PDF-1.4 broken', 'cannot be read'],
    ['empty.txt', '  \n ', 'no text in this file'],
    ['large.txt', 'x'.repeat(80_000), 'too large'],
    ['away.txt', 'redirect', 'do not fetch files from that address'],
  ])('are refused with what to do: %s', async (name, bytes, expected) => {
    const asked = backend.requests.length;
    expect(cardOf(await sendFile(name, bytes))).toContain(expected);
    expect(backend.requests.length).toBe(asked);
  });

  it.each([
    'http://169.254.169.254/latest/meta-data',
    'file:///etc/passwd',
    'https://user:pass@127.0.0.1/x',
    'nonsense',
  ])('are not fetched from %s', async (address) => {
    expect(cardOf(await site.say('', attached('x.txt', address)))).toContain('do not fetch files from that address');
  });
});

describe('files without an AI model', () => {
  it('are summarised by rules, and a transcript gives decisions and tasks', async () => {
    const site = await startBot({ engine: rulesEngine });
    const summary = await site.say(
      '',
      attached(
        'a.txt',
        site.connector.serve('a.txt', 'The board approved the budget of 40,000 euros on Thursday.\nIt rained.'),
      ),
    );
    expect(summary.body.text).toContain('The board approved the budget');
    expect(summary.body.text).toContain('without AI');
    expect(JSON.stringify(summary.body.entities ?? [])).not.toContain('AIGeneratedContent');
    expect(summary.body.channelData).toMatchObject({ feedbackLoop: { type: 'custom' } });
    const minutes = await site.say('', attached('m.vtt', site.connector.serve('m.vtt', vtt)));
    expect(minutes.body.text).toMatch(
      /Spoke: Ann, Tom[\s\S]*\*\*Decisions\*\*\n\n- We agreed to move[\s\S]*\*\*Tasks\*\*\n\n☐ I will send the invitation by Monday — Tom — Monday/,
    );
    await site.close();
  });
});
