import { hasFailed, type Examination } from './finding.ts';
import type { Language } from '../language.ts';
import { describeFinding, hopNames } from './words.ts';

const marks = { ok: '✓', warning: '!', failed: '✗' } as const;

/** The examinations as lines for a terminal. */
export function renderText(examinations: readonly Examination[], language: Language): string[] {
  return examinations.flatMap((examination) => [
    `${examination.name}  ${examination.address}`,
    ...examination.findings.flatMap((finding) => {
      const { found, remedy } = describeFinding(finding, language);
      const line = `  ${marks[finding.outcome]} ${hopNames[finding.hop][language]}: ${found}`;
      return remedy === '' ? [line] : [line, `      → ${remedy}`];
    }),
    summary(examination, language),
    '',
  ]);
}

function summary(examination: Examination, language: Language): string {
  const last = examination.findings.at(-1);
  if (!hasFailed(examination) || !last) return language === 'en' ? '  It works.' : '  可以使用。';
  const hop = hopNames[last.hop][language];
  return language === 'en' ? `  It fails at: ${hop}.` : `  失败之处：${hop}。`;
}
