import type { IncomingMessage } from 'node:http';
import type { AssistantError } from '../../base/errors.ts';
import { ToldFailure } from '../../base/told-failure.ts';
import type { ChatMessage } from '../../protocol/chat.ts';
import type { Endpoint } from './endpoints.ts';
import { onlyPart, readFormParts, type FormPart } from './form-parts.ts';
import { readBody, readJsonBody } from './read-body.ts';
import { refuseForeignPage } from './refuse-foreign-page.ts';

/** A request for an endpoint beside chats, in a form that is the same for all of them. */
export interface PassThroughBody {
  readonly model: string;
  readonly isStream: boolean;
  readonly contentType: string;
  /** What people wrote, as messages: what every stage around chats can read and change. */
  readonly messages: readonly ChatMessage[];
  /** The bytes for a server that calls the model so, with these messages in the place of the first ones. */
  render(upstreamModel: string, messages: readonly ChatMessage[]): Buffer;
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
  const field = endpoint.textField ?? '';
  const value = body[field];
  const items: readonly unknown[] = Array.isArray(value) ? value : [value];
  const places = items.flatMap((item, index) => (toMessage(item) === undefined ? [] : [index]));
  return {
    model,
    isStream: body['stream'] === true,
    contentType: 'application/json',
    messages: places.flatMap((index) => toMessage(items[index]) ?? []),
    render(upstreamModel, messages) {
      // A stage may have put words of its own before; those are for chats.
      const own = places.length === 0 ? [] : messages.slice(-places.length);
      const changed = items.map((item, index) => {
        const content = own[places.indexOf(index)]?.content;
        if (content === undefined || !places.includes(index)) return item;
        return isObject(item) ? { ...item, content } : content;
      });
      const texts = value === undefined ? {} : { [field]: Array.isArray(value) ? changed : changed[0] };
      return Buffer.from(JSON.stringify({ ...body, ...texts, model: upstreamModel }));
    },
  };
}

/** A text, or a message of `/responses`; numbers (tokens) and calls of tools are none. */
function toMessage(item: unknown): ChatMessage | undefined {
  if (typeof item === 'string') return { role: 'user', content: item };
  if (!isObject(item)) return undefined;
  const { role, content } = item;
  if (role !== 'user' && role !== 'assistant' && role !== 'system' && role !== 'developer') return undefined;
  if (typeof content === 'string') return { role, content };
  const isParts = Array.isArray(content) && content.every((part) => isObject(part) && typeof part['type'] === 'string');
  return isParts ? { role, content: content as { type: string }[] } : undefined;
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

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
    model: valueOf(model),
    isStream: valueOf(onlyPart(parts, 'stream')) === 'true',
    contentType,
    messages: [],
    render: (upstreamModel) =>
      Buffer.concat([bytes.subarray(0, model.start), Buffer.from(upstreamModel), bytes.subarray(model.end)]),
  };
}
