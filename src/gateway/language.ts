import type { IncomingMessage } from 'node:http';
import type { Language, Words } from '../base/told-failure.ts';

export type { Language, Words };

/** Prints sentences in the language of whoever sits at the terminal. */
export function speaker(
  environment: Readonly<Record<string, string | undefined>>,
  print: (line: string) => void,
): (english: string, chinese: string) => void {
  const language = terminalLanguage(environment);
  return (english, chinese) => print(language === 'zh' ? chinese : english);
}

/** Chinese for who asks for it first: the value of `accept-language`, or of `LANG`. */
export function languageOf(preference: string | undefined): Language {
  return /^\s*zh/i.test(preference ?? '') ? 'zh' : 'en';
}

/** The language of whoever reads the answer to a request. A pane asks for its own, which may be another than its browser's. */
export function languageAsked({ headers }: Pick<IncomingMessage, 'headers'>): Language {
  return languageOf(headers['accept-language']);
}

/** The language of whoever sits at the terminal, by the variables of POSIX in their order; an empty one counts as absent. */
export function terminalLanguage(environment: Readonly<Record<string, string | undefined>>): Language {
  return languageOf(environment['LC_ALL'] || environment['LC_MESSAGES'] || environment['LANG']);
}

/** What somebody else's program said, in its own language, as a sentence of both. */
export function quoted(text: string): Words {
  return { en: text, zh: text };
}

/** What an error says of itself; where it has nothing to say, as when a name has several addresses, its code. */
export function reasonOf(error: unknown): Words {
  if (typeof error === 'object' && error !== null && 'words' in error) return error.words as Words;
  const message = error instanceof Error ? error.message : String(error);
  const code = typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : '';
  return quoted(message === '' ? code : message);
}

/** A failure that is told in either language. */
export class ToldError extends Error {
  override readonly name: string = 'ToldError';
  readonly words: Words;

  constructor(words: Words, options?: ErrorOptions) {
    super(words.en, options);
    this.words = words;
  }
}
