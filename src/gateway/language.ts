/** The languages that those who run a gateway are spoken to in. */
export type Language = 'en' | 'zh';

/** One sentence in each of them. */
export type Words = Readonly<Record<Language, string>>;

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

/** The language of whoever sits at the terminal, by the variables of POSIX in their order; an empty one counts as absent. */
export function terminalLanguage(environment: Readonly<Record<string, string | undefined>>): Language {
  return languageOf(environment['LC_ALL'] || environment['LC_MESSAGES'] || environment['LANG']);
}
