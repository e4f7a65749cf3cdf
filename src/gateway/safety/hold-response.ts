import type { ServerResponse } from 'node:http';

/** A response whose end waits for a decision. */
export interface HeldResponse {
  /** Settles when the response has ended, or been left open for a cut. */
  readonly settled: () => Promise<void>;
}

/**
 * Makes the end of a response wait for `mayEnd`; when that says no, whoever said so ends it. An answer that is not streamed
 * has its head and all of its body at its end, so that nothing of it goes before.
 */
export function holdResponse(response: ServerResponse, mayEnd: () => Promise<boolean>): HeldResponse {
  const writeHead = response.writeHead.bind(response) as (status: number, headers: object) => ServerResponse;
  const end = response.end.bind(response) as (chunk?: unknown) => ServerResponse;
  let head: { readonly status: number; readonly headers: object } | undefined;
  let ending: Promise<void> | undefined;

  Object.assign(response, {
    writeHead(status: number, headers: Record<string, string | number> = {}) {
      const isStream = String(headers['content-type'] ?? '').startsWith('text/event-stream');
      if (isStream || status !== 200) return writeHead(status, headers);
      head = { status, headers };
      return response;
    },
    end(chunk?: unknown) {
      if (ending) {
        // Somebody else ends it meanwhile.
        release();
        return end(chunk);
      }
      ending = mayEnd().then((may) => {
        release();
        if (!may || response.writableEnded || response.destroyed) return;
        if (head) writeHead(head.status, head.headers);
        end(chunk);
      });
      return response;
    },
  });
  function release(): void {
    Object.assign(response, { writeHead, end });
  }
  return { settled: async () => await ending };
}
