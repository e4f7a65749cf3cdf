import { createRequire } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

/**
 * The part of `node-llama-cpp` 3.22 that we use. The package is optional and lies in a folder of its own, so its own types
 * are not at hand when this is compiled.
 */

export type ChatHistoryItem =
  | { readonly type: 'system' | 'user'; readonly text: string }
  | { readonly type: 'model'; readonly response: readonly string[] };

interface LlamaText {
  tokenize(tokenizer: unknown): readonly unknown[];
}

export interface LlamaSequence {
  readonly tokenMeter: { readonly usedOutputTokens: number };
}

export interface LlamaChat {
  readonly chatWrapper: {
    generateContextState(state: { readonly chatHistory: readonly ChatHistoryItem[] }): {
      readonly contextText: LlamaText;
    };
  };
  generateResponse(
    history: readonly ChatHistoryItem[],
    options: {
      readonly onTextChunk: (text: string) => void;
      readonly signal: AbortSignal;
      readonly stopOnAbortSignal: true;
      readonly maxTokens: number;
      readonly temperature: number;
      readonly topP?: number;
      readonly seed?: number;
      readonly repeatPenalty: false;
      readonly customStopTriggers?: readonly string[];
      readonly grammar?: unknown;
    },
  ): Promise<{ readonly metadata: { readonly stopReason: string } }>;
}

export interface LlamaModel {
  readonly trainContextSize: number;
  readonly tokenizer: unknown;
  readonly fileInsights: {
    /** By arithmetic; its successor of the same name with V2 tries it out, which takes a minute where it is too much. */
    estimateContextResourceRequirements(options: {
      readonly contextSize: number;
      readonly modelGpuLayers: number;
      readonly sequences: number;
    }): { readonly cpuRam: number };
  };
  createContext(options: {
    readonly contextSize: number;
    readonly sequences: number;
    readonly failedCreationRemedy: false;
  }): Promise<{ readonly contextSize: number; getSequence(): LlamaSequence }>;
}

export interface Llama {
  readonly gpu: string | false;
  loadModel(options: { readonly modelPath: string }): Promise<LlamaModel>;
  createGrammarForJsonSchema(schema: object): Promise<unknown>;
}

export interface LlamaModule {
  getLlama(options: {
    readonly build: 'never';
    readonly skipDownload: true;
    readonly progressLogs: false;
    readonly maxThreads: number;
    readonly logger: (level: unknown, message: string) => void;
  }): Promise<Llama>;
  readonly LlamaChat: new (options: { readonly contextSequence: LlamaSequence }) => LlamaChat;
}

/** The package out of `folder`. Rejects with Node's `ERR_MODULE_NOT_FOUND` or `MODULE_NOT_FOUND` when it is not there. */
export async function importNodeLlamaCpp(folder: string): Promise<LlamaModule> {
  const entry = createRequire(join(folder, 'package.json')).resolve('node-llama-cpp');
  return (await import(/* webpackIgnore: true */ pathToFileURL(entry).href)) as LlamaModule;
}
