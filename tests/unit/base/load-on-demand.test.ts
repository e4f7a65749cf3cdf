import { loadOnDemand } from '../../../src/base/load-on-demand.ts';

describe('a part that is loaded when it is needed', () => {
  it('is what the import gives', async () => {
    await expect(loadOnDemand(async () => ({ answer: 42 }))).resolves.toEqual({ answer: 42 });
  });

  it('fails in words a person understands, keeps the cause, and is asked for again at the next call', async () => {
    const cause = new TypeError('Failed to fetch dynamically imported module');
    let calls = 0;
    const load = async (): Promise<string> => {
      calls += 1;
      if (calls === 1) throw cause;
      return 'part';
    };
    await expect(loadOnDemand(load)).rejects.toMatchObject({ code: 'gateway-unreachable', retryable: true, cause });
    await expect(loadOnDemand(load)).resolves.toBe('part');
  });
});
