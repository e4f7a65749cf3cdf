import type { ErrorCode } from '../../base/errors.ts';
import type { Words } from '../../base/told-failure.ts';
import type { ChatMessage } from '../../protocol/chat.ts';

/** What the gateway and the process that runs a model file say to each other. */

export interface GgufFile {
  /** Absolute path. */
  readonly path: string;
  /** The longest context that is wanted; the file's own limit counts too. */
  readonly contextWindow: number | undefined;
  /** Processor threads to compute with; as many as there are unless given. */
  readonly threads: number | undefined;
  /** Folder with `node_modules/node-llama-cpp`. */
  readonly runtime: string;
}

export interface GgufPrompt {
  readonly messages: readonly ChatMessage[];
  readonly maxTokens: number | undefined;
  readonly temperature: number | undefined;
  readonly topP: number | undefined;
  readonly seed: number | undefined;
  /** Texts that end the answer. */
  readonly stop: readonly string[];
  /** JSON Schema that the answer must obey. */
  readonly schema: object | undefined;
}

/** How an answer ended. */
export interface GgufEnd {
  readonly finishReason: 'stop' | 'length';
  readonly promptTokens: number;
  readonly completionTokens: number;
}

export type GgufOrder =
  | { readonly type: 'load'; readonly id: number }
  | { readonly type: 'run'; readonly id: number; readonly prompt: GgufPrompt }
  | { readonly type: 'stop'; readonly id: number };

export type GgufReport =
  | { readonly type: 'loaded'; readonly id: number; readonly contextWindow: number }
  | { readonly type: 'piece'; readonly id: number; readonly text: string }
  | { readonly type: 'end'; readonly id: number; readonly end: GgufEnd }
  | {
      readonly type: 'error';
      readonly id: number;
      readonly code: ErrorCode;
      readonly words: Words;
      readonly reason?: string | undefined;
    };
