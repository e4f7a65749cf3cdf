import type { Language, Words } from '../language.ts';
import { describeProblem, type ProblemCode, type ProblemFacts } from './problem-words.ts';

/** One thing that is wrong with the configuration. */
export interface ConfigProblem {
  /** The key in the file (`backends[0].baseUrl`) or the variable. */
  readonly key: string;
  readonly code: ProblemCode;
  readonly facts?: ProblemFacts;
}

const heading: Words = { en: 'The configuration ({source}) needs your hand:', zh: '配置（{source}）需要你更正：' };

/** Everything that is wrong with the configuration, at once. Its message is in English. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';
  readonly problems: readonly ConfigProblem[];
  readonly words: Words;

  constructor(source: string, problems: readonly ConfigProblem[]) {
    super(render(source, problems, 'en'));
    this.problems = problems;
    this.words = { en: this.message, zh: render(source, problems, 'zh') };
  }

  in(language: Language): string {
    return this.words[language];
  }
}

function render(source: string, problems: readonly ConfigProblem[], language: Language): string {
  const colon = language === 'zh' ? '：' : ': ';
  const lines = problems.map(
    ({ key, code, facts = {} }) => `  ${key}${colon}${describeProblem(code, facts, language)}`,
  );
  return [heading[language].replace('{source}', source), ...lines].join('\n');
}
