/** @jest-environment jsdom */
import { trustScript } from '../../../../src/gateway/site/trust-page.ts';

describe('the page that answers office.js about trust', () => {
  const answers: [string, string][] = [];
  beforeAll(() => {
    // In jsdom the page is its own parent.
    const answer = (message: string, origin: string): number => answers.push([message, origin]);
    jest.spyOn(window, 'postMessage').mockImplementation(answer as unknown as typeof window.postMessage);
    const script = document.createElement('script');
    script.textContent = trustScript;
    document.head.append(script);
  });
  afterAll(() => {
    jest.restoreAllMocks();
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
