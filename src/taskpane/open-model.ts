import { loadOnDemand } from '../base/load-on-demand.ts';
import type { GatewayOptions } from '../core/model/gateway-request.ts';
import type { LanguageModel } from '../core/model/language-model.ts';

/** Fetches what follows a stream of tokens, which the pane's first sight does without. */
export const fetchModelCode = (): Promise<typeof import('../core/model/gateway-model.ts')> =>
  import('../core/model/gateway-model.ts');

/** A model behind the gateway. Rejects with an `AssistantError` where its code cannot be fetched. */
export async function openModel(id: string, gateway: GatewayOptions): Promise<LanguageModel> {
  const { createGatewayModel } = await loadOnDemand(fetchModelCode);
  return createGatewayModel(id, gateway);
}
