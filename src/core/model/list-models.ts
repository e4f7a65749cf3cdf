import { AssistantError } from '../../base/errors.ts';
import { modelListSchema, type Model } from '../../protocol/chat.ts';
import { readJson, sendToGateway, type GatewayOptions } from './gateway-request.ts';

/** The models that the gateway offers, in its order. Rejects with an `AssistantError`. */
export async function listModels(options: GatewayOptions, signal?: AbortSignal): Promise<Model[]> {
  const response = await sendToGateway('/v1/models', { method: 'GET' }, options, signal);
  const parsed = modelListSchema.safeParse(await readJson(response, signal));
  if (!parsed.success) throw new AssistantError('gateway-unreachable', 'What answered is not an Inkstone gateway.');
  return parsed.data.data;
}
