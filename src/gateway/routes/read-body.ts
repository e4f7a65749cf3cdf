import type { IncomingMessage } from 'node:http';
import { AssistantError } from '../../base/errors.ts';
import { ToldFailure } from '../../base/told-failure.ts';

/**
 * The request's JSON. Throws `context-too-long` past `limitBytes`, and `invalid-request` for what is no JSON. Asks for the
 * content type of JSON, which a page of another origin cannot send without this server's leave.
 */
export async function readJsonBody(request: IncomingMessage, limitBytes: number): Promise<unknown> {
  const type = request.headers['content-type'] ?? '';
  if (!/^application\/(?:[\w.+-]+\+)?json\b/i.test(type)) {
    throw new ToldFailure('invalid-request', {
      en: 'Send the request as JSON, with "content-type: application/json".',
      zh: '请以 JSON 发送请求，并注明 "content-type: application/json"。',
    });
  }
  const read = readBody(request, limitBytes);
  const bytes = read instanceof Promise ? await read : read;
  let json: unknown;
  try {
    json = JSON.parse(bytes.toString('utf8'));
  } catch {
    throw new ToldFailure('invalid-request', { en: 'The request is not JSON.', zh: '请求不是 JSON。' });
  }
  if (isTooDeep(json)) {
    throw new ToldFailure('invalid-request', {
      en: `The request has values inside one another, more than ${deepest} of them. Send it with fewer.`,
      zh: `请求中的值嵌套超过 ${deepest} 层，请减少嵌套。`,
    });
  }
  return json;
}

/** Far deeper than any chat or schema of a tool; what goes through a body calling itself would run out of stack at some thousands. */
const deepest = 200;

/** Whether containers are in one another more than `left` times. It calls itself no more often than that. */
function isTooDeep(value: unknown, left = deepest): boolean {
  if (typeof value !== 'object' || value === null) return false;
  if (left === 0) return true;
  if (Array.isArray(value)) return value.some((item) => isTooDeep(item, left - 1));
  for (const key in value) if (isTooDeep((value as Record<string, unknown>)[key], left - 1)) return true;
  return false;
}

/** The request's bytes: at once where they came with its head. Throws `context-too-long` past `limitBytes`. */
export function readBody(request: IncomingMessage, limitBytes: number): Buffer | Promise<Buffer> {
  const encoding = request.headers['content-encoding'] ?? 'identity';
  if (encoding !== 'identity') {
    throw new ToldFailure('invalid-request', {
      en: 'Send the request without a content encoding.',
      zh: '发送请求时请不要压缩内容（content-encoding）。',
    });
  }
  const tooLong = (): AssistantError =>
    new ToldFailure('context-too-long', {
      en: `The request is larger than ${limitBytes} bytes.`,
      zh: `请求超过 ${limitBytes} 字节。`,
    });
  const announced = Number(request.headers['content-length'] ?? 0);
  if (announced > limitBytes) throw tooLong();
  if (announced > 0 && request.readableLength === announced && !request.destroyed) {
    // A short body comes in one piece with its head, and needs no events.
    return request.read() as Buffer;
  }
  return new Promise((resolve, reject) => {
    const parts: Buffer[] = [];
    let bytes = 0;
    const leave = (): void => reject(new AssistantError('aborted', 'The client left while it was still sending.'));
    if (request.destroyed) {
      leave();
      return;
    }
    // By events: an iterator over the request costs more than all that is done with a short one.
    request.on('data', (part: Buffer) => {
      bytes += part.length;
      if (bytes > limitBytes) {
        request.pause();
        reject(tooLong());
      } else parts.push(part);
    });
    request.on('end', () => resolve(parts.length === 1 && parts[0] ? parts[0] : Buffer.concat(parts)));
    request.on('error', reject);
    request.on('close', () => {
      if (!request.complete) leave();
    });
  });
}
