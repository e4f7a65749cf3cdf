import type { Language } from '../language.ts';

/** A command that was written wrongly: what is wrong, in both languages; how it is written is told beside it. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
  private readonly chinese: string;

  constructor(english: string, chinese: string) {
    super(english);
    this.chinese = chinese;
  }

  in(language: Language): string {
    return language === 'zh' ? this.chinese : this.message;
  }
}
