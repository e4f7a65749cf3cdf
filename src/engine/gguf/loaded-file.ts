import { availableParallelism } from 'node:os';
import { ToldFailure, type Words } from '../../base/told-failure.ts';
import {
  importNodeLlamaCpp,
  type ChatHistoryItem,
  type Llama,
  type LlamaChat,
  type LlamaModel,
  type LlamaSequence,
} from './node-llama-cpp.ts';
import { runtimeHasNoProgram, runtimeIsMissing } from './runtime.ts';
import type { GgufEnd, GgufFile, GgufPrompt } from './wire.ts';

/** A model file in memory, ready to answer one prompt after another. */
export interface LoadedFile {
  /** Tokens that a prompt and its answer may have together. */
  readonly contextWindow: number;
  /** Hands over the answer piece by piece. After the signal it ends within one token. */
  answer(prompt: GgufPrompt, onPiece: (text: string) => void, signal: AbortSignal): Promise<GgufEnd>;
}

/** The context when the configuration names none: enough for a long selection, cheap enough for a laptop. */
const usualContext = 8192;
/** An answer that has no room for this many tokens is not begun. */
const leastRoom = 8;
const usualTemperature = 0.7;
/** The reason of a failure that is of the file or the machine, and of no prompt. */
const fileFailure = 'backend-file';

/** Loads the file. Throws `ToldFailure` in words for whoever owns the file. */
export async function loadFile(file: GgufFile): Promise<LoadedFile> {
  const module = await importNodeLlamaCpp(file.runtime).catch((cause: unknown) => {
    throw new ToldFailure('backend-unreachable', runtimeIsMissing, { reason: fileFailure, cause });
  });
  // What llama.cpp itself says of a failure; its last words are the most precise.
  let said = '';
  let llama: Llama;
  try {
    llama = await module.getLlama({
      build: 'never',
      skipDownload: true,
      progressLogs: false,
      maxThreads: file.threads ?? availableParallelism(),
      logger: (_level, message) => (said = message.trim() || said),
    });
  } catch (cause) {
    throw new ToldFailure('backend-unreachable', runtimeHasNoProgram, { reason: fileFailure, cause });
  }
  let model: LlamaModel;
  try {
    model = await llama.loadModel({ modelPath: file.path });
  } catch (cause) {
    const reason = said || (cause instanceof Error ? cause.message : String(cause));
    const words = {
      en: `llama.cpp cannot load ${file.path}: ${oneLine(reason)} The file may be cut off, hold no whole model, or be newer than this runtime; download it again or choose another.`,
      zh: `llama.cpp 无法加载 ${file.path}：${oneLine(reason)} 文件可能不完整、不含完整的模型，或比此运行库更新；请重新下载或另选一个。`,
    };
    throw new ToldFailure('backend-unreachable', words, { reason: fileFailure, cause });
  }
  const contextSize = Math.min(file.contextWindow ?? usualContext, model.trainContextSize);
  checkMemory(llama, model, contextSize);
  const context = await model
    .createContext({ contextSize, sequences: 1, failedCreationRemedy: false })
    .catch((cause: unknown) => {
      throw new ToldFailure('backend-unreachable', tooLittleMemory(contextSize), { reason: fileFailure, cause });
    });
  const sequence = context.getSequence();
  const chat = new module.LlamaChat({ contextSequence: sequence });
  return {
    contextWindow: context.contextSize,
    answer: (prompt, onPiece, signal) => answer({ llama, model, sequence, chat, contextSize }, prompt, onPiece, signal),
  };
}

function tooLittleMemory(contextSize: number, figures: Words = { en: '', zh: '' }): Words {
  return {
    en: `There is not enough memory for this model with a context of ${contextSize} tokens${figures.en}. Lower "contextWindow" of the row, or choose a smaller file.`,
    zh: `内存不足，无法以 ${contextSize} 个词元的上下文运行此模型${figures.zh}。请调低该行的 "contextWindow"，或选择较小的文件。`,
  };
}

/** Asked before, because a machine that has given out too much memory stops processes without a word. */
function checkMemory(llama: Llama, model: LlamaModel, contextSize: number): void {
  // With a graphics card the shares are not known so well, and llama.cpp refuses by itself.
  if (llama.gpu !== false) return;
  const { cpuRam } = model.fileInsights.estimateContextResourceRequirements({
    contextSize,
    modelGpuLayers: 0,
    sequences: 1,
  });
  const free = process.availableMemory();
  if (cpuRam <= free) return;
  const figures = {
    en: ` (${gigabytes(cpuRam)} are needed, ${gigabytes(free)} are free)`,
    zh: `（需要 ${gigabytes(cpuRam)}，可用 ${gigabytes(free)}）`,
  };
  throw new ToldFailure('backend-unreachable', tooLittleMemory(contextSize, figures), { reason: fileFailure });
}

function gigabytes(bytes: number): string {
  return `${(bytes / 2 ** 30).toFixed(1)} GB`;
}

function oneLine(text: string): string {
  const line = text.replace(/\s+/g, ' ').trim().slice(0, 300);
  return /[.!?]$/.test(line) ? line : `${line}.`;
}

interface Loaded {
  readonly llama: Llama;
  readonly model: LlamaModel;
  readonly sequence: LlamaSequence;
  readonly chat: LlamaChat;
  readonly contextSize: number;
}

async function answer(
  { llama, model, sequence, chat, contextSize }: Loaded,
  prompt: GgufPrompt,
  onPiece: (text: string) => void,
  signal: AbortSignal,
): Promise<GgufEnd> {
  const chatHistory = toHistory(prompt.messages);
  const promptTokens = chat.chatWrapper
    .generateContextState({ chatHistory })
    .contextText.tokenize(model.tokenizer).length;
  // The last place is llama.cpp's own: a full context would drop the beginning of the prompt.
  const room = contextSize - promptTokens - 1;
  if (room < leastRoom) {
    throw new ToldFailure('context-too-long', {
      en: `The prompt has ${promptTokens} tokens, and this model takes ${contextSize} together with its answer. Choose less text, or raise "contextWindow" of the row.`,
      zh: `提示有 ${promptTokens} 个词元，而此模型连同回答最多 ${contextSize} 个。请少选一些文字，或调高该行的 "contextWindow"。`,
    });
  }
  const before = sequence.tokenMeter.usedOutputTokens;
  const { metadata } = await chat.generateResponse(chatHistory, {
    onTextChunk: (text) => {
      if (text !== '' && !signal.aborted) onPiece(text);
    },
    signal,
    stopOnAbortSignal: true,
    maxTokens: Math.min(prompt.maxTokens ?? room, room),
    temperature: prompt.temperature ?? usualTemperature,
    repeatPenalty: false,
    ...(prompt.topP === undefined ? {} : { topP: prompt.topP }),
    ...(prompt.seed === undefined ? {} : { seed: prompt.seed }),
    ...(prompt.stop.length === 0 ? {} : { customStopTriggers: prompt.stop }),
    ...(prompt.schema === undefined ? {} : { grammar: await toGrammar(llama, prompt.schema) }),
  });
  const completionTokens = sequence.tokenMeter.usedOutputTokens - before;
  return { finishReason: metadata.stopReason === 'maxTokens' ? 'length' : 'stop', promptTokens, completionTokens };
}

async function toGrammar(llama: Llama, schema: object): Promise<unknown> {
  try {
    return await llama.createGrammarForJsonSchema(schema);
  } catch (cause) {
    const words = { en: 'This model cannot keep to that JSON schema.', zh: '此模型无法遵守该 JSON 结构。' };
    throw new ToldFailure('invalid-request', words, { cause });
  }
}

/** The chat as llama.cpp's templates take it: ended by the place where the answer goes. */
function toHistory(messages: GgufPrompt['messages']): ChatHistoryItem[] {
  const items = messages.map(({ role, content }): ChatHistoryItem => {
    const text = typeof content === 'string' ? content : (content ?? []).map(textOfPart).join('\n');
    if (role === 'assistant') return { type: 'model', response: [text] };
    return { type: role === 'system' || role === 'developer' ? 'system' : 'user', text };
  });
  return [...items, { type: 'model', response: [] }];
}

function textOfPart(part: Readonly<Record<string, unknown>>): string {
  return typeof part['text'] === 'string' ? part['text'] : '';
}
