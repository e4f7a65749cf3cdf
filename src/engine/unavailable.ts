import { ToldFailure, type Words } from '../base/told-failure.ts';

/** Commands that the built-in rules can do. */
export const engineCommands = [
  'fix-grammar',
  'summarise',
  'key-points',
  'to-list',
  'to-table',
  'draft-from-outline',
  'shorten',
  'change-tone',
  'change-case',
  'summarize-cell',
  'extract-cell',
] as const;

/** What to say to a request that rules cannot do, with how to connect a model. */
export function unavailable(
  what: Words = { en: 'The built-in rules cannot do this', zh: '内置规则做不到这一点' },
): ToldFailure {
  return new ToldFailure('capability-unavailable', {
    en: `${what.en}; connect a model by setting INKSTONE_BASE_URL and INKSTONE_MODEL for the gateway (docs/models.md).`,
    zh: `${what.zh}，需要连接模型：在网关设置 INKSTONE_BASE_URL 和 INKSTONE_MODEL（见 docs/models.md）。`,
  });
}
