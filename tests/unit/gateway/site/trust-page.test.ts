/** @jest-environment jsdom */
import { trustScript } from '../../../../src/gateway/site/trust-page.ts';

describe('the page that answers office.js about trust', () => {
  const answers: [string, string][] = [];
  const original = window.postMessage.bind(window);
  beforeAll(() => {
    // In jsdom the page is its own parent.
    window.postMessage = ((message: string, origin: string) =>
      answers.push([message, origin])) as typeof window.postMessage;
    new Function(trustScript)();
  });
  afterAll(() => {
    window.postMessage = original;
  });
  beforeEach(() => answers.splice(0));

  const ask = (data: unknown, from: MessageEventInit = {}): void => {
    window.dispatchEvent(new MessageEvent('message', { data, origin: location.origin, source: window, ...from }));
  };

  it.each([
    ['localhost', true],
    ['127.0.0.1', true],
    ['LOCALHOST', true],
    ['evil.example', false],
    ['localhost.evil.example', false],
  ])('says of %s: %s', (hostname, trusted) => {
    ask(JSON.stringify({ hostname, noHttps: true }));
    expect(answers).toEqual([[JSON.stringify({ hostUserTrusted: trusted }), location.origin]]);
  });

  it('says nothing to another origin, another window, or to what is no question', () => {
    ask(JSON.stringify({ hostname: 'localhost' }), { origin: 'https://evil.example' });
    ask(JSON.stringify({ hostname: 'localhost' }), { source: null });
    ask('not json');
    ask('null');
    ask('{}');
    expect(answers).toEqual([]);
  });
});
