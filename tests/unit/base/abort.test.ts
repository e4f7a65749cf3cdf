import { delay, isAborted, raceAbort, throwIfAborted } from '../../../src/base/abort.ts';

describe('abort helpers', () => {
  it('ends a wait as soon as the signal fires', async () => {
    const controller = new AbortController();
    const wait = raceAbort(new Promise<never>(() => undefined), controller.signal);
    controller.abort();
    await expect(wait).rejects.toMatchObject({ code: 'aborted' });
  });

  it('rejects at once for a signal that fired before, and hides the late failure of the work', async () => {
    const controller = new AbortController();
    controller.abort();
    await expect(raceAbort(Promise.reject(new Error('late')), controller.signal)).rejects.toMatchObject({
      code: 'aborted',
    });
    expect(() => throwIfAborted(controller.signal)).toThrow(expect.objectContaining({ code: 'aborted' }));
    expect(() => throwIfAborted(undefined)).not.toThrow();
  });

  it('passes a result through', async () => {
    await expect(raceAbort(Promise.resolve(4), new AbortController().signal)).resolves.toBe(4);
    await expect(delay(1)).resolves.toBeUndefined();
  });

  it('recognises an abort of the platform', () => {
    expect(isAborted(new DOMException('stop', 'AbortError'))).toBe(true);
    expect(isAborted(new Error('other'))).toBe(false);
  });
});
