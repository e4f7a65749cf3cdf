import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** Microsoft Graph and the issuer of its tokens, as far as the groups of a person need them, on a free port of loopback. */
export interface LocalGraph {
  readonly url: string;
  /** The forms that tokens were asked for with. */
  readonly tokenRequests: readonly URLSearchParams[];
  /** The paths of tokens and of groups that were asked for, oldest first. */
  readonly paths: readonly string[];
  /** From now on a person, by their object id, is in these groups. */
  put(person: string, groups: readonly string[]): void;
  /** Answers for groups with this status from now on; with none, as usual. */
  fail(status: number | undefined): void;
  close(): Promise<void>;
}

export async function startGraph(): Promise<LocalGraph> {
  const groups = new Map<string, readonly string[]>();
  const tokenRequests: URLSearchParams[] = [];
  const paths: string[] = [];
  let failure: number | undefined;
  const server = createServer((request, response) => {
    const path = request.url ?? '';
    paths.push(path);
    let text = '';
    request.on('data', (chunk: Buffer) => (text += chunk.toString()));
    request.on('end', () => {
      const answer = (status: number, body: object): void => {
        response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
      };
      if (path.endsWith('/oauth2/v2.0/token')) {
        tokenRequests.push(new URLSearchParams(text));
        answer(200, { access_token: 'graph-token', expires_in: 3600, token_type: 'Bearer' });
        return;
      }
      const person = /^\/v1\.0\/users\/([^/]+)\/getMemberGroups$/.exec(path)?.[1] ?? '';
      if (request.headers.authorization !== 'Bearer graph-token') answer(401, {});
      else if (failure !== undefined) answer(failure, { error: { code: 'Authorization_RequestDenied' } });
      else answer(200, { value: groups.get(person) ?? [] });
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    tokenRequests,
    paths,
    put: (person, now) => groups.set(person, now),
    fail: (status) => (failure = status),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
