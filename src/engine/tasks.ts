import type { WritingTask } from '../protocol/chat.ts';
import { fixGrammar, type CheckLine } from './grammar.ts';
import { changeCase, makeFormal, makePlain, shorten } from './phrases.ts';
import { extract } from './extract.ts';
import { draftFromOutline, toList, toTable } from './restructure.ts';
import { keyPoints, summarise } from './summarise.ts';
import { unavailable } from './unavailable.ts';

/** Does a writing task by rules; throws `capability-unavailable` for what rules cannot do. */
export async function runTask(task: WritingTask, check: CheckLine): Promise<string> {
  const { text, options = {} } = task;
  const language = task.language ?? (/[一-鿿]/.test(text) ? 'zh' : 'en');
  const isEnglish = language.startsWith('en');
  const isChinese = language.startsWith('zh');
  switch (task.command) {
    case 'fix-grammar':
      if (!isEnglish && !isChinese) break;
      return fixGrammar(text, language, check);
    case 'summarise':
      return summarise(text, language, options['length'] ?? 'medium');
    case 'key-points':
      return keyPoints(text, language);
    case 'to-list':
      return toList(text, language);
    case 'to-table': {
      const table = toTable(text);
      if (table !== null) return table;
      throw unavailable({
        en: 'These lines have no columns that rules could find',
        zh: '规则看不出这些文字的列',
      });
    }
    case 'draft-from-outline':
      return draftFromOutline(text, language);
    case 'shorten':
      if (!isEnglish && !isChinese) break;
      return shorten(text);
    case 'change-tone':
      if (isEnglish && (options['tone'] ?? 'formal') === 'formal') return makeFormal(text);
      if (isEnglish && options['tone'] === 'plain') return makePlain(text);
      break;
    case 'change-case':
      return changeCase(text, options['case'] ?? 'sentence');
    case 'summarize-cell':
      // How it is to be summed up, only a model understands.
      if (task.instruction !== undefined) break;
      return summarise(text, language, 'short');
    case 'extract-cell': {
      const found = extract(text, task.instruction ?? '');
      if (found === null) break;
      return found;
    }
    case 'ask-cell':
    case 'custom': {
      const asked = commandIn(task.instruction ?? text);
      if (asked)
        return runTask(
          { ...task, command: asked.command, text: task.instruction === undefined ? asked.rest : text },
          check,
        );
      break;
    }
    default:
  }
  throw unavailable();
}

const requests: readonly (readonly [RegExp, string])[] = [
  [/^(?:please\s+)?(?:summari[sz]e|sum up)\b[^:\n]*:?\s*/i, 'summarise'],
  [/^(?:请)?(?:总结|概括)[^：:\n]*[：:]?\s*/, 'summarise'],
  [/^(?:please\s+)?(?:fix|correct|check)\b[^:\n]*(?:grammar|spelling)[^:\n]*:?\s*/i, 'fix-grammar'],
  [/^(?:请)?(?:改正|检查)(?:语法|标点)[^：:\n]*[：:]?\s*/, 'fix-grammar'],
  [/^(?:please\s+)?(?:list\s+)?(?:the\s+)?key points\b[^:\n]*:?\s*/i, 'key-points'],
  [/^(?:请)?(?:列出)?要点[^：:\n]*[：:]?\s*/, 'key-points'],
  [/^(?:please\s+)?shorten\b[^:\n]*:?\s*/i, 'shorten'],
];

/** What a free request plainly asks for, if it is one of the things that rules can do. */
function commandIn(text: string): { readonly command: string; readonly rest: string } | null {
  for (const [pattern, command] of requests) {
    const match = pattern.exec(text);
    if (match) return { command, rest: text.slice(match[0].length) };
  }
  return null;
}
