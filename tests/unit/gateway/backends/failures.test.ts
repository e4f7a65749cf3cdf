import { fromConnectionError, fromHttpAnswer } from '../../../../src/gateway/backends/failures.ts';
import { backendRow } from '../../../support/gateway.ts';

const row = backendRow('http://gpu:8000/v1', { name: 'work', apiKey: 'sk-secret' });
const coded = (code: string): Error => Object.assign(new Error('low-level words'), { code });
const answer = (status: number, body: string, more: object = {}) =>
  fromHttpAnswer(row, 'small', { status, body, retryAfter: undefined, location: undefined, ...more });

describe('what is said of a backend that failed', () => {
  it.each([
    ['ETIMEDOUT', /timed out/],
    ['UND_ERR_CONNECT_TIMEOUT', /timed out/],
    ['CERT_HAS_EXPIRED', /expired/],
    ['ERR_TLS_CERT_ALTNAME_INVALID', /another host name/],
    ['ESOMETHING', /\(ESOMETHING\)/],
  ])('explains %s', (code, words) => {
    const { error, status } = fromConnectionError(row, coded(code));
    expect(error.message).toMatch(words);
    expect(error.message).toContain('Backend "work" (http://gpu:8000/v1)');
    expect([status, error.retryable]).toEqual([502, true]);
  });

  it('finds the cause inside another error, and in the first of several addresses', () => {
    const wrapped = new Error('outer', { cause: coded('ENOTFOUND') });
    expect(fromConnectionError(row, wrapped).error.message).toContain('ENOTFOUND');
    const both = new AggregateError([coded('ECONNREFUSED'), coded('EHOSTUNREACH')]);
    expect(fromConnectionError(row, both).error.message).toContain('ECONNREFUSED');
    expect(fromConnectionError(row, 'odd').error.message).toContain('the connection failed.');
  });

  it('quotes what the backend says in each of its usual forms, short and on one line', () => {
    expect(answer(500, '{"error":{"message":"no\\n memory"}}').error.message).toMatch(/It says: no memory$/);
    expect(answer(500, '{"error":"model is loading"}').error.message).toMatch(/It says: model is loading$/);
    expect(answer(500, 'plain').error.message).toMatch(/It says: plain$/);
    expect(answer(502, '<html>proxy</html>').error.message).not.toContain('It says');
    expect(answer(500, 'x'.repeat(5000)).error.message.length).toBeLessThan(600);
  });

  it('keeps the quote out of the summary, which is logged', () => {
    expect(answer(400, 'your text was: diary').summary).toBe(
      'invalid-request: Backend "work" (http://gpu:8000/v1) refused the request (400).',
    );
  });

  it('says that no key is configured where none is named', () => {
    expect(answer(401, '').error.message).toContain('set apiKeyEnv');
  });

  it.each([
    [402, '', 429, 'quota-exceeded'],
    [403, '', 403, 'unauthorized'],
    [413, '', 413, 'context-too-long'],
    [400, '{"error":{"code":"content_filter","message":"no"}}', 400, 'model-refused'],
    [503, '', 503, 'backend-unreachable'],
    [529, '', 502, 'backend-unreachable'],
  ])('tells %i as what it means', (status, body, told, code) => {
    const failure = answer(status, body);
    expect([failure.status, failure.error.code]).toEqual([told, code]);
  });

  it('reads when to come back as seconds or as a date', () => {
    expect(answer(429, '', { retryAfter: '1.2' }).error.retryAfterSeconds).toBe(2);
    const inAMinute = new Date(Date.now() + 60_000).toUTCString();
    expect(answer(429, '', { retryAfter: inAMinute }).error.retryAfterSeconds).toBeGreaterThan(50);
    for (const none of ['soon', '0', 'Wed, 21 Oct 2015 07:28:00 GMT']) {
      expect(answer(429, '', { retryAfter: none }).error.retryAfterSeconds).toBeUndefined();
    }
  });
});
