import { cellRules } from '../../core/cells/cell-prompt.ts';
import { notesRule } from '../../core/context/plan-long-document.ts';
import { commonRules } from '../../core/prompt/rules.ts';
import { sheetRules } from '../../core/prompt/sheet/define-sheet-command.ts';
import { chatRules } from './conversation.ts';

/** What the product itself says to models in its system messages, the same for everybody: no text of a person or a document. */
export const ownPrompts: readonly string[] = [commonRules, notesRule, sheetRules, cellRules, chatRules];
