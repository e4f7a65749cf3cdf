import { createDispatchers } from '../backends/dispatchers.ts';
import { readConfig } from '../config/read-config.ts';
import { examineBackend, examineFile } from '../doctor/examine.ts';
import { hasFailed, type Examination } from '../doctor/finding.ts';
import { renderText } from '../doctor/render-text.ts';
import { noModels, tellExamination } from '../doctor/words.ts';
import { languageOf, terminalLanguage } from '../language.ts';
import { parseWords } from './parse-words.ts';
import type { CommandOptions } from './run-command.ts';
import { UsageError } from './usage-error.ts';

/** `inkstone doctor [row]`: goes to each model as a chat does, and says at which hop it fails. 0 when all work. */
export async function runDoctor(words: readonly string[], options: CommandOptions): Promise<number> {
  const { lang, json, row } = readWords(words);
  const { environment, folder, print } = options;
  const language = lang === undefined ? terminalLanguage(environment) : languageOf(lang);
  const config = readConfig(environment, folder);
  const wanted = <T extends { readonly name: string }>(rows: readonly T[]): T[] =>
    rows.filter(({ name }) => row === undefined || name === row);
  const [backends, files] = [wanted(config.backends), wanted(config.localModels)];
  if (row !== undefined && backends.length + files.length === 0) {
    throw new UsageError(`There is no row "${row}" in the configuration.`, `配置中没有名为“${row}”的行。`);
  }
  const dispatchers = createDispatchers(config.proxy);
  const examinations: Examination[] = [];
  try {
    for (const backend of backends) {
      const examination = await examineBackend(backend, { dispatcher: dispatchers.of(backend), proxy: config.proxy });
      examinations.push(examination);
      if (!json) for (const line of renderText([examination], language)) print(line);
    }
    for (const file of files) {
      const examination = await examineFile(file, {
        async load() {
          const model = await options.openLocalModel(file, options.root);
          try {
            return await model.load();
          } finally {
            await model.close();
          }
        },
      });
      examinations.push(examination);
      if (!json) for (const line of renderText([examination], language)) print(line);
    }
  } finally {
    await dispatchers.close();
  }
  if (json) {
    const told = examinations.map((examination) => tellExamination(examination, language));
    print(JSON.stringify(told, null, 2));
  } else if (examinations.length === 0) print(noModels[language]);
  return examinations.some(hasFailed) ? 1 : 0;
}

function readWords(words: readonly string[]): { lang: string | undefined; json: boolean; row: string | undefined } {
  const { values, positionals } = parseWords(words, {
    options: { lang: { type: 'string' }, json: { type: 'boolean' } },
    allowPositionals: true,
  });
  return { lang: values.lang, json: values.json ?? false, row: positionals[0] };
}
