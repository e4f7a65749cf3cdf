/** What is particular about one kind of server, as data: everything else is OpenAI's chat completions. */
export interface Preset {
  /** As its makers write it. */
  readonly title: string;
  /** Where it usually is; absent when only its owner knows. */
  readonly baseUrl?: string;
  /** The variable that its documentation keeps the key in; a server that asks for none has none. */
  readonly apiKeyEnv?: string;
  /** The field that limits the length of an answer, where `max_tokens` is refused. */
  readonly limitField?: 'max_completion_tokens';
  /** False where `stream_options` is refused or unknown; the usage then comes with the last chunk unasked. */
  readonly asksForUsage?: false;
  /** Fields that go into every request unless the client sets them. */
  readonly defaults?: Readonly<Record<string, unknown>>;
  /** Fields that the server refuses. */
  readonly refuses?: readonly string[];
  /** The largest `temperature` that it takes. */
  readonly highestTemperature?: number;
  /** A service of its makers: somebody else's, wherever its address leads. */
  readonly isService?: true;
  /** Whether the model's reasoning goes back to it with the tool calls that it led to; everywhere else it is taken off. */
  readonly wantsReasoning?: true;
}

/** `priority` is vLLM's; `prediction` is OpenAI's. Who does not know a field may refuse the whole request. */
const foreign = ['priority', 'prediction'];

export const presets = {
  vllm: { title: 'vLLM', baseUrl: 'http://localhost:8000/v1', refuses: ['prediction'] },
  'llama.cpp': { title: 'llama.cpp', baseUrl: 'http://localhost:8080/v1', refuses: foreign },
  ollama: { title: 'Ollama', baseUrl: 'http://localhost:11434/v1', refuses: foreign },
  'lm-studio': { title: 'LM Studio', baseUrl: 'http://localhost:1234/v1', refuses: foreign },
  tgi: { title: 'Text Generation Inference', baseUrl: 'http://localhost:8080/v1', refuses: foreign },
  openai: {
    title: 'OpenAI',
    isService: true,
    baseUrl: 'https://api.openai.com/v1',
    apiKeyEnv: 'OPENAI_API_KEY',
    limitField: 'max_completion_tokens',
    refuses: ['priority'],
  },
  'azure-openai': {
    title: 'Azure OpenAI',
    isService: true,
    apiKeyEnv: 'AZURE_OPENAI_API_KEY',
    limitField: 'max_completion_tokens',
    refuses: ['priority'],
  },
  qwen: {
    title: 'Qwen (DashScope)',
    isService: true,
    baseUrl: 'https://dashscope.aliyuncs.com/compatible-mode/v1',
    apiKeyEnv: 'DASHSCOPE_API_KEY',
    // Its open models think unless told otherwise, and refuse to do so when nothing is streamed.
    defaults: { enable_thinking: false },
    refuses: foreign,
  },
  deepseek: {
    title: 'DeepSeek',
    isService: true,
    baseUrl: 'https://api.deepseek.com/v1',
    apiKeyEnv: 'DEEPSEEK_API_KEY',
    refuses: foreign,
    wantsReasoning: true,
  },
  zhipu: {
    title: 'Zhipu GLM',
    isService: true,
    baseUrl: 'https://open.bigmodel.cn/api/paas/v4',
    apiKeyEnv: 'ZHIPU_API_KEY',
    asksForUsage: false,
    refuses: foreign,
    highestTemperature: 1,
    wantsReasoning: true,
  },
  moonshot: {
    title: 'Moonshot Kimi',
    isService: true,
    baseUrl: 'https://api.moonshot.cn/v1',
    apiKeyEnv: 'MOONSHOT_API_KEY',
    refuses: foreign,
    highestTemperature: 1,
    wantsReasoning: true,
  },
  ernie: {
    title: 'ERNIE (Qianfan)',
    isService: true,
    baseUrl: 'https://qianfan.baidubce.com/v2',
    apiKeyEnv: 'QIANFAN_API_KEY',
    refuses: foreign,
  },
  openrouter: {
    title: 'OpenRouter',
    isService: true,
    baseUrl: 'https://openrouter.ai/api/v1',
    apiKeyEnv: 'OPENROUTER_API_KEY',
    refuses: ['priority'],
  },
  'openai-compatible': { title: 'Any other' },
} as const satisfies Readonly<Record<string, Preset>>;

export type BackendKind = keyof typeof presets;

export const backendKinds = Object.keys(presets) as [BackendKind, ...BackendKind[]];

/** `undefined` for a word that is no kind. */
export function findPreset(kind: string): Preset | undefined {
  return backendKinds.find((known) => known === kind) === undefined ? undefined : presets[kind as BackendKind];
}

export function presetOf(kind: BackendKind): Preset {
  return presets[kind];
}
