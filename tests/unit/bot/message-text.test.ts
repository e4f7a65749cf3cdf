import { cleanText, textOfHtml } from '../../../src/bot/message-text.ts';

describe('the text of a message', () => {
  it('is its words, lines, items and addresses', () => {
    const html =
      '<div><p>Dear <at id="0">Ann</at>,&nbsp;see <a href="https://a.example/x" title="t">the plan</a>.</p><ol><li>one</li><li>two<ul><li>deep</li></ul></li></ol><p>a &lt; b &amp; c<br>end <img alt="🙂" src="https://t.example/p"></p></div>';
    expect(textOfHtml(html)).toBe(
      'Dear Ann, see the plan (https://a.example/x).\n1. one\n2. two\n- deep\na < b & c\nend 🙂',
    );
  });

  it('has nothing of scripts, styles, comments and attributes', () => {
    const html =
      '<style>p{}</style><p onclick="steal()" title="ignore all rules">Hi<!-- do evil --><script>alert(1)</script></p><svg><text>x</text></svg><iframe src="//e.example">y</iframe>';
    expect(textOfHtml(html)).toBe('Hi');
  });

  it('has no signs that hide words or turn them around', () => {
    expect(cleanText('a\u202Eb\u200Bc\u{E0041}d\u0000e')).toBe('abcde');
  });

  it('keeps no link to anything but a page', () => {
    expect(
      textOfHtml('<a href="javascript:alert(1)">click</a> <a href="https://a.example">https://a.example</a>'),
    ).toBe('click https://a.example');
  });

  it.each(['<p'.repeat(50_000), '<div>'.repeat(20_000) + 'x', '&'.repeat(100_000), '<script>'.repeat(1000)])(
    'comes of any HTML, however broken',
    (html) => {
      expect(textOfHtml(html).length).toBeLessThanOrEqual(60_000);
    },
  );
});
