import { readTranscript, renderTranscript } from '../../../../src/bot/files/transcript.ts';

describe('a transcript', () => {
  it('is read from WebVTT as Teams writes it', () => {
    const vtt = `WEBVTT

6a1c-0
00:00:03.120 --> 00:00:05.900
<v Ann Miller>Good morning &amp; welcome.</v>

6a1c-1
00:00:06.000 --> 00:00:08.000
<v Ann Miller>Let us start.</v>

00:08.500 --> 00:09.000
<v.loud Tom>I will
send it.</v>
`;
    const transcript = readTranscript(vtt)!;
    expect(transcript.speakers).toEqual(['Ann Miller', 'Tom']);
    expect(renderTranscript(transcript)).toBe(
      'Ann Miller: Good morning & welcome. Let us start.\nTom: I will send it.',
    );
  });

  it.each([
    ['heads', 'Ann Miller   0:03\nGood morning.\n\nTom Wu   1:02:10\nHello.\nI will send it.'],
    ['lines', 'Ann Miller: Good morning.\nTom Wu: Hello. I will send it.\nAnn Miller: Thanks.\nTom Wu: Bye.'],
    [
      'times and lines',
      '[00:03] Ann Miller: Good morning.\n[00:09] Tom Wu: Hello.\n00:12 Ann Miller: Thanks.\n00:14 Tom Wu: Bye.',
    ],
  ])('is known when it is pasted as %s', (_name, text) => {
    expect(readTranscript(text)?.speakers).toEqual(['Ann Miller', 'Tom Wu']);
  });

  it('is known in Chinese', () => {
    expect(readTranscript('李明：早上好。\n王芳：你好。\n李明：我来负责。\n王芳：好的。')?.speakers).toEqual([
      '李明',
      '王芳',
    ]);
  });

  it.each(['Please summarise this: it is long.', 'Name: Ann\nAge: 4\nCity: Bonn\nJob: none', 'WEBVTT\n\n'])(
    'is nothing else: %j',
    (text) => {
      expect(readTranscript(text)).toBeUndefined();
    },
  );
});
