/** One thing that is wrong with the configuration. */
export interface ConfigProblem {
  /** The key in the file (`backends[0].baseUrl`) or the variable. */
  readonly key: string;
  /** What is wrong and what to do, without the value: it may be a secret. */
  readonly message: string;
}

/** Everything that is wrong with the configuration, at once. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';
  readonly problems: readonly ConfigProblem[];

  constructor(source: string, problems: readonly ConfigProblem[]) {
    const lines = problems.map(({ key, message }) => `  ${key}: ${message}`);
    super(`The configuration (${source}) needs your hand:\n${lines.join('\n')}`);
    this.problems = problems;
  }
}
