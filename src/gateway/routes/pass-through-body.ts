import type { IncomingMessage } from 'node:http';
import type { AssistantError } from '../../base/errors.ts';
import { ToldFailure } from '../../base/told-failure.ts';
import type { ChatRequest } from '../../protocol/chat.ts';
import type { Endpoint } from './endpoints.ts';
import type { ReadRequest } from './exchange.ts';
import { onlyPart, readFormParts, type FormPart } from './form-parts.ts';
import { readBody, readJsonBody } from './read-body.ts';
import { refuseForeignPage } from './refuse-foreign-page.ts';
import { readResponseBody } from './response-body.ts';
import { isObject } from '../json.ts';

/** A request for an endpoint beside chats, in a form that is the same for all of them. */
export interface PassThroughBody extends ReadRequest {
  readonly contentType: string;
  /** The bytes for a server that calls the model so, with what this chat says in the place of what the first one said. */
  render(upstreamModel: string, chat: ChatRequest): Buffer;
}

/** Throws `invalid-request` for what has no model, and what `readBody` throws. */
export async function readPassThroughBody(
  endpoint: Endpoint,
  request: IncomingMessage,
  limitBytes: number,
): Promise<PassThroughBody> {
  return endpoint.isForm === true ? readForm(request, limitBytes) : readJson(endpoint, request, limitBytes);
}

const noModel = (): AssistantError =>
  new ToldFailure('invalid-request', {
    en: 'Name a model in the field "model".',
    zh: '请在字段 "model" 中写明模型。',
  });

async function readJson(endpoint: Endpoint, request: IncomingMessage, limitBytes: number): Promise<PassThroughBody> {
  const body = await readJsonBody(request, limitBytes);
  if (!isObject(body))
    throw new ToldFailure('invalid-request', { en: 'The request is no JSON object.', zh: '请求不是 JSON 对象。' });
  const { model } = body;
  if (typeof model !== 'string' || model === '') throw noModel();
  if (endpoint.isResponse === true) return readResponseBody(body, model);
  const field = endpoint.textField ?? '';
  const value = body[field];
  const items: readonly unknown[] = Array.isArray(value) ? value : [value];
  // Numbers are tokens.
  const places = items.flatMap((item, index) => (typeof item === 'string' ? [index] : []));
  const beside = besideKeys.filter((key) => key !== field && body[key] !== undefined);
  return {
    contentType: 'application/json',
    chat: {
      model,
      messages: places.map((index) => ({ role: 'user', content: String(items[index]) })),
      stream: body['stream'] === true,
      ...Object.fromEntries(beside.map((key) => [key, body[key]])),
    },
    render(upstreamModel, chat) {
      // A stage may have put words of its own before; those are for chats.
      const own = places.length === 0 ? [] : chat.messages.slice(-places.length);
      const changed = items.map((item, index) => (places.includes(index) ? own[places.indexOf(index)]?.content : item));
      return Buffer.from(
        JSON.stringify({
          ...body,
          ...Object.fromEntries(beside.map((key) => [key, chat[key]])),
          ...(value === undefined ? {} : { [field]: Array.isArray(value) ? changed : changed[0] }),
          model: upstreamModel,
        }),
      );
    },
  };
}

/** Members of a request with text of a person, beside the one that is the endpoint's own. */
const besideKeys = ['metadata', 'user', 'prompt', 'suffix', 'instructions'];

/** A form is passed on byte by byte, but for the name of its model. */
async function readForm(request: IncomingMessage, limitBytes: number): Promise<PassThroughBody> {
  const contentType = request.headers['content-type'] ?? '';
  const boundary = /^multipart\/form-data\b.*?boundary=(?:"([^"]+)"|([^;\s]+))/i.exec(contentType);
  if (!boundary) {
    throw new ToldFailure('invalid-request', {
      en: 'Send the file as a form, "multipart/form-data".',
      zh: '请以表单（"multipart/form-data"）发送文件。',
    });
  }
  refuseForeignPage(request);
  const bytes = await readBody(request, limitBytes);
  const parts = readFormParts(bytes, boundary[1] ?? boundary[2] ?? '');
  const valueOf = (part: FormPart | undefined): string => (part ? bytes.toString('utf8', part.start, part.end) : '');
  const model = onlyPart(parts, 'model');
  if (model === undefined || valueOf(model) === '') throw noModel();
  return {
    contentType,
    chat: { model: valueOf(model), messages: [], stream: valueOf(onlyPart(parts, 'stream')) === 'true' },
    render: (upstreamModel) =>
      Buffer.concat([bytes.subarray(0, model.start), Buffer.from(upstreamModel), bytes.subarray(model.end)]),
  };
}
