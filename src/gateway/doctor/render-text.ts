import { hasFailed, type Examination } from './finding.ts';
import type { Language } from '../language.ts';
import { tellExamination } from './words.ts';

const marks = { ok: '✓', warning: '!', failed: '✗' } as const;

const works = { en: '  It works.', zh: '  可以使用。' } as const;
const fails = { en: (hop: string) => `  It fails at: ${hop}.`, zh: (hop: string) => `  失败之处：${hop}。` } as const;

/** The examinations as lines for a terminal. */
export function renderText(examinations: readonly Examination[], language: Language): string[] {
  return examinations.flatMap((examination) => {
    const { name, address, findings } = tellExamination(examination, language);
    return [
      `${name}  ${address}`,
      ...findings.flatMap(({ outcome, title, found, remedy }) => {
        const line = `  ${marks[outcome]} ${title}: ${found}`;
        return remedy === '' ? [line] : [line, `      → ${remedy}`];
      }),
      hasFailed(examination) ? fails[language](findings.at(-1)?.title ?? '') : works[language],
      '',
    ];
  });
}
