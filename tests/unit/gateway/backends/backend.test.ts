import { endpointOf } from '../../../../src/gateway/backends/backend.ts';
import { backendRow } from '../../../support/gateway.ts';

const model = { id: 'writer', upstreamId: 'gpt 5', contextWindow: undefined };

describe('where a chat is sent', () => {
  it('is the base address with the usual path, and the key as a bearer', () => {
    const { url, headers } = endpointOf(backendRow('https://api.example/v1', { apiKey: 'k' }), model);
    expect(url.href).toBe('https://api.example/v1/chat/completions');
    expect(headers).toEqual({ authorization: 'Bearer k' });
    expect(endpointOf(backendRow('http://localhost:11434/v1'), model).headers).toEqual({});
  });

  it('is the deployment at Azure, with its version and its own header', () => {
    const row = backendRow('https://name.openai.azure.com', {
      kind: 'azure-openai',
      apiVersion: '2024-10-21',
      apiKey: 'k',
    });
    const { url, headers } = endpointOf(row, model);
    expect(url.href).toBe(
      'https://name.openai.azure.com/openai/deployments/gpt%205/chat/completions?api-version=2024-10-21',
    );
    expect(headers).toEqual({ 'api-key': 'k' });
  });
});
