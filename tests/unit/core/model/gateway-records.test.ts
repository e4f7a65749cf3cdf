import { createPromptLibrary } from '../../../../src/core/model/gateway-records.ts';

/** A gateway that answers everything in one way. */
function libraryOf(status: number, body: object) {
  return createPromptLibrary({ baseUrl: 'http://gateway', fetch: async () => Response.json(body, { status }) });
}

const failure = (code: string) => ({ error: { message: 'no', type: 'invalid_request_error', code } });

describe('the prompts of a gateway', () => {
  it.each([
    ['says so', 501, failure('capability-unavailable')],
    ['knows no such address', 404, failure('invalid-request')],
    ['is older than prompts', 404, {}],
  ])('are unavailable where it keeps none, and %s', async (_, status, body) => {
    await expect(libraryOf(status, body).list()).rejects.toMatchObject({ code: 'capability-unavailable' });
  });

  it.each([
    ['unauthorized', 403],
    ['unexpected', 500],
  ])('fail as the gateway says where it keeps some: %s', async (code, status) => {
    await expect(libraryOf(status, failure(code)).list()).rejects.toMatchObject({ code });
  });

  it('are not called unavailable where one that is saved is not accepted', async () => {
    const entry = { title: 'T', body: 'B', scope: 'personal' } as const;
    await expect(libraryOf(400, failure('invalid-request')).save(entry)).rejects.toMatchObject({
      code: 'invalid-request',
    });
  });
});
