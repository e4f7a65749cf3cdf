import type { ChatMessage, WritingTask } from '../protocol/chat.ts';

/**
 * What the gateway needs of the embedded engine. The engine is no language model: it does a fixed set of writing
 * commands and says of any other that it cannot.
 */
export interface Engine {
  /** Ids of the writing commands that it can do. */
  readonly commands: readonly string[];
  /** Does in the background what the first task would wait for; a person is about to give one. */
  prepare(): void;
  /**
   * The answer piece by piece. Throws `AssistantError` `capability-unavailable` for what it cannot do, before the first
   * piece. A request without a task comes as the command `custom` with the last user message as its text. Stops soon
   * after the signal fires.
   */
  run(task: WritingTask, signal: AbortSignal): AsyncIterable<string>;
  close(): Promise<void> | void;
}

/** What a chat asks of a model that runs inside the gateway. */
export interface LocalPrompt {
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

/** How an answer ended, as its last piece. */
export interface LocalEnd {
  readonly finishReason: 'stop' | 'length';
  readonly promptTokens: number;
  readonly completionTokens: number;
}

/** A language model that runs inside the gateway, out of a file. */
export interface LocalModel {
  /** Loads it now rather than with the first prompt; tells how many tokens prompt and answer may have together. */
  load(): Promise<{ readonly contextWindow: number }>;
  /** The answer piece by piece; stops soon after the signal fires. Throws `AssistantError`. */
  run(prompt: LocalPrompt, signal: AbortSignal): AsyncIterable<string | LocalEnd>;
  close(): Promise<void> | void;
}

/** A row of kind `gguf`. */
export interface LocalModelRow {
  readonly name: string;
  /** Absolute path of the GGUF file. */
  readonly path: string;
  readonly contextWindow: number | undefined;
  /** Processor threads to compute with; as many as there are unless given. */
  readonly threads: number | undefined;
}
