import { AssistantError, toAssistantError } from '../../base/errors.ts';
import {
  libraryEntrySchema,
  librarySchema,
  type Feedback,
  type Library,
  type LibraryEntry,
  type NewLibraryEntry,
} from '../../protocol/records.ts';
import { sendToGateway, type GatewayOptions } from './gateway-request.ts';

/** The prompts that the gateway keeps. Each call rejects with an `AssistantError`; `capability-unavailable` where it keeps none. */
export interface PromptLibrary {
  list(): Promise<Library>;
  save(entry: NewLibraryEntry): Promise<LibraryEntry>;
  remove(id: string): Promise<void>;
}

export function createPromptLibrary(options: GatewayOptions): PromptLibrary {
  return {
    async list() {
      const response = await sendToGateway('/v1/prompts', {}, options, undefined).catch(keepsNone);
      const parsed = librarySchema.safeParse(await response.json());
      if (!parsed.success)
        throw new AssistantError('gateway-unreachable', 'The gateway keeps prompts in another form.');
      return parsed.data;
    },
    async save(entry) {
      return libraryEntrySchema.parse(await (await post('/v1/prompts', entry, options)).json());
    },
    async remove(id) {
      await sendToGateway(`/v1/prompts/${encodeURIComponent(id)}`, { method: 'DELETE' }, options, undefined);
    },
  };
}

/** A list is asked for in one way alone: a gateway that does not accept that has no such thing. */
function keepsNone(error: unknown): never {
  const { code, message } = toAssistantError(error);
  if (code === 'invalid-request' || code === 'model-missing')
    throw new AssistantError('capability-unavailable', message, { cause: error });
  throw error;
}

/** Hands on what a person thinks of an answer; only to be called with their consent. */
export async function sendFeedback(feedback: Feedback, options: GatewayOptions): Promise<void> {
  await post('/v1/feedback', feedback, options);
}

function post(path: string, body: object, options: GatewayOptions): Promise<Response> {
  const init = { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) };
  return sendToGateway(path, init, options, undefined);
}
