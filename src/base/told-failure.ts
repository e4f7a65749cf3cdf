import { AssistantError, type AssistantErrorOptions, type ErrorCode } from './errors.ts';

/** The languages that people are spoken to in. */
export type Language = 'en' | 'zh';

/** One sentence in each of them. */
export type Words = Readonly<Record<Language, string>>;

/**
 * A failure that tells its details in the language of whoever reads them; `message`, which logs get, is the English. It is for
 * what runs on a server: a pane has the words of its own failures.
 */
export class ToldFailure extends AssistantError {
  readonly words: Words;

  constructor(code: ErrorCode, words: Words, options: AssistantErrorOptions = {}) {
    super(code, words.en, options);
    this.words = words;
  }
}
