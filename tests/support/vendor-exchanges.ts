import type { BackendKind } from '../../src/gateway/backends/presets.ts';

/** One streamed exchange in the form that a vendor's documentation shows, its words shortened. */
export interface VendorExchange {
  readonly kind: BackendKind;
  readonly model: string;
  /** The lines of the answer as they come over the wire. */
  readonly stream: string;
  /** The answer without the model's reasoning. */
  readonly text: string;
  readonly reasoning?: string;
  readonly finishReason?: string;
  readonly usage: readonly [prompt: number, completion: number];
}

const events = (...items: readonly (object | string)[]): string =>
  [...items, '[DONE]'].map((item) => `data: ${typeof item === 'string' ? item : JSON.stringify(item)}\n\n`).join('');

interface ChunkFields {
  readonly id?: string;
  readonly [field: string]: unknown;
}

/** A chunk with one choice; `more` stands beside the choices. */
const chunk = (delta: object, reason: string | null = null, more: ChunkFields = {}): object => ({
  object: 'chat.completion.chunk',
  created: 1700000000,
  choices: [{ index: 0, delta, finish_reason: reason }],
  ...more,
});
const counts = (prompt: number, completion: number): { usage: object } => ({
  usage: { prompt_tokens: prompt, completion_tokens: completion, total_tokens: prompt + completion },
});
const usageAlone = (prompt: number, completion: number, more: object = {}): object => ({
  object: 'chat.completion.chunk',
  created: 1700000000,
  choices: [],
  ...counts(prompt, completion),
  ...more,
});

export const vendorExchanges: readonly VendorExchange[] = [
  {
    // https://docs.vllm.ai/en/latest/serving/openai_compatible_server.html, with a reasoning parser
    kind: 'vllm',
    model: 'Qwen/Qwen3-8B',
    stream: events(
      chunk({ role: 'assistant', content: '' }, null, { id: 'chatcmpl-1', model: 'Qwen/Qwen3-8B' }),
      chunk({ reasoning_content: 'Short.' }),
      chunk({ content: 'Good ' }),
      chunk({ content: 'day.' }, 'stop', { stop_reason: null }),
      usageAlone(21, 5),
    ),
    text: 'Good day.',
    reasoning: 'Short.',
    usage: [21, 5],
  },
  {
    // https://github.com/ggml-org/llama.cpp/tree/master/tools/server
    kind: 'llama.cpp',
    model: 'model',
    stream: events(
      chunk({ role: 'assistant', content: null }, null, { system_fingerprint: 'b6000' }),
      chunk({ content: 'Good ' }),
      chunk({ content: 'day.' }),
      chunk({}, 'stop', { timings: { prompt_n: 21, predicted_n: 4, predicted_per_second: 40.5 } }),
      usageAlone(21, 4, { timings: { prompt_n: 21 } }),
    ),
    text: 'Good day.',
    usage: [21, 4],
  },
  {
    // https://docs.ollama.com/api/openai-compatibility: reasoning under another name
    kind: 'ollama',
    model: 'qwen3:8b',
    stream: events(
      chunk({ role: 'assistant', content: '', reasoning: 'Short.' }, null, { system_fingerprint: 'fp_ollama' }),
      chunk({ role: 'assistant', content: 'Good day.' }),
      chunk({ role: 'assistant', content: '' }, 'stop'),
      usageAlone(21, 5),
    ),
    text: 'Good day.',
    reasoning: 'Short.',
    usage: [21, 5],
  },
  {
    // https://lmstudio.ai/docs/app/api/endpoints/openai
    kind: 'lm-studio',
    model: 'qwen3-8b',
    stream: events(
      chunk({ role: 'assistant', content: 'Good ' }, null, { system_fingerprint: 'qwen3-8b' }),
      chunk({ content: 'day.' }),
      chunk({}, 'stop'),
      usageAlone(21, 4),
    ),
    text: 'Good day.',
    usage: [21, 4],
  },
  {
    // https://huggingface.co/docs/text-generation-inference/messages_api: no space behind the colon, an end of its own
    kind: 'tgi',
    model: 'tgi',
    stream: events(
      chunk({ role: 'assistant', content: 'Good ' }, null, { id: '', model: 'meta-llama/Llama-3.1-8B-Instruct' }),
      chunk({ role: 'assistant', content: 'day.' }, 'eos_token'),
      usageAlone(21, 4),
    ).replaceAll('data: {', 'data:{'),
    text: 'Good day.',
    usage: [21, 4],
  },
  {
    // https://platform.openai.com/docs/api-reference/chat-streaming
    kind: 'openai',
    model: 'gpt-4.1-mini',
    stream: events(
      chunk({ role: 'assistant', content: '', refusal: null }, null, {
        service_tier: 'default',
        obfuscation: 'x1',
        usage: null,
      }),
      chunk({ content: 'Good ' }, null, { obfuscation: 'x2', usage: null }),
      chunk({ content: 'day.' }, null, { usage: null }),
      chunk({}, 'stop', { usage: null }),
      usageAlone(21, 4, { system_fingerprint: 'fp_1' }),
    ),
    text: 'Good day.',
    usage: [21, 4],
  },
  {
    // https://learn.microsoft.com/azure/ai-services/openai/reference: the filter's findings come before the answer
    kind: 'azure-openai',
    model: 'writing',
    stream: events(
      {
        choices: [],
        created: 0,
        id: '',
        model: '',
        object: '',
        prompt_filter_results: [{ prompt_index: 0, content_filter_results: {} }],
      },
      chunk({ role: 'assistant', content: '' }),
      {
        ...chunk({ content: 'Good day.' }),
        choices: [
          {
            index: 0,
            delta: { content: 'Good day.' },
            content_filter_results: { hate: { filtered: false, severity: 'safe' } },
            finish_reason: null,
          },
        ],
      },
      chunk({}, 'stop'),
      usageAlone(21, 4),
    ),
    text: 'Good day.',
    usage: [21, 4],
  },
  {
    // https://help.aliyun.com/zh/model-studio/compatibility-of-openai-with-dashscope
    kind: 'qwen',
    model: 'qwen-plus',
    stream: events(
      chunk({ content: '', role: 'assistant' }, null, { system_fingerprint: null, usage: null }),
      chunk({ content: '您' }, null, { usage: null }),
      chunk({ content: '好。' }, null, { usage: null }),
      chunk({ content: '' }, 'stop', { usage: null }),
      usageAlone(21, 2),
    ),
    text: '您好。',
    usage: [21, 2],
  },
  {
    // https://api-docs.deepseek.com/guides/reasoning_model, with its keep-alive comment
    kind: 'deepseek',
    model: 'deepseek-reasoner',
    stream: `: keep-alive\n\n${events(
      chunk({ role: 'assistant', content: null, reasoning_content: '' }),
      chunk({ content: null, reasoning_content: 'A greeting.' }),
      chunk({ content: 'Good ', reasoning_content: null }),
      chunk({ content: 'day.', reasoning_content: null }),
      chunk({ content: '', reasoning_content: null }, 'stop', counts(21, 8)),
    )}`,
    text: 'Good day.',
    reasoning: 'A greeting.',
    usage: [21, 8],
  },
  {
    // https://docs.bigmodel.cn/api-reference: the usage in the last chunk, beside its choice; an end of its own
    kind: 'zhipu',
    model: 'glm-4.6',
    stream: events(
      chunk({ role: 'assistant', reasoning_content: '问候。' }),
      chunk({ role: 'assistant', content: '您好。' }),
      chunk({ role: 'assistant', content: '' }, 'sensitive', counts(21, 6)),
    ),
    text: '您好。',
    reasoning: '问候。',
    finishReason: 'content-filter',
    usage: [21, 6],
  },
  {
    // https://platform.moonshot.cn/docs/api/chat
    kind: 'moonshot',
    model: 'kimi-k2-0905-preview',
    stream: events(
      chunk({ role: 'assistant', content: '' }),
      chunk({ content: '您好。' }),
      {
        ...chunk({}),
        choices: [{ index: 0, delta: {}, finish_reason: 'stop', ...counts(21, 3) }],
      },
      usageAlone(21, 3),
    ),
    text: '您好。',
    usage: [21, 3],
  },
  {
    // https://cloud.baidu.com/doc/qianfan-api: flags beside the choice
    kind: 'ernie',
    model: 'ernie-4.5-turbo-128k',
    stream: events(
      {
        ...chunk({ content: '您好', role: 'assistant' }),
        choices: [{ index: 0, delta: { content: '您好', role: 'assistant' }, flag: 0 }],
      },
      { ...chunk({}), choices: [{ index: 0, delta: { content: '。' }, finish_reason: 'stop', flag: 0 }] },
      usageAlone(21, 2),
    ),
    text: '您好。',
    usage: [21, 2],
  },
  {
    // https://openrouter.ai/docs/api-reference/streaming: comments while it looks for a provider
    kind: 'openrouter',
    model: 'mistralai/mistral-small',
    stream: `: OPENROUTER PROCESSING\n\n: OPENROUTER PROCESSING\n\n${events(
      chunk({ role: 'assistant', content: '', reasoning: 'Short.', reasoning_details: [] }, null, {
        provider: 'Mistral',
      }),
      chunk({ role: 'assistant', content: 'Good day.' }, null, { provider: 'Mistral' }),
      {
        ...chunk({}),
        choices: [
          {
            index: 0,
            delta: { role: 'assistant', content: '' },
            finish_reason: 'stop',
            native_finish_reason: 'stop',
            logprobs: null,
          },
        ],
      },
      usageAlone(21, 5),
    )}`,
    text: 'Good day.',
    reasoning: 'Short.',
    usage: [21, 5],
  },
];
