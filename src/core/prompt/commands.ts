import type { DocumentContext } from '../document/context.ts';
import { changeCase } from './change-case.ts';
import { changeTone } from './change-tone.ts';
import { continueWriting } from './continue.ts';
import { custom } from './custom.ts';
import { draftFromOutline } from './draft-from-outline.ts';
import { draft } from './draft.ts';
import { expand } from './expand.ts';
import { explain } from './explain.ts';
import { fixGrammar } from './fix-grammar.ts';
import { keyPoints } from './key-points.ts';
import { rewrite } from './rewrite.ts';
import { shorten } from './shorten.ts';
import { summarise } from './summarise.ts';
import { toList } from './to-list.ts';
import { toTable } from './to-table.ts';
import { translate } from './translate.ts';
import type { CommandSet, WritingCommand } from './writing-command.ts';

/** All writing commands, in the order in which the pane offers them. */
export const writingCommands: readonly WritingCommand[] = [
  rewrite,
  fixGrammar,
  shorten,
  expand,
  changeTone,
  translate,
  summarise,
  keyPoints,
  continueWriting,
  draft,
  draftFromOutline,
  toList,
  toTable,
  explain,
  changeCase,
  custom,
];

/** The command of that id, or `undefined`. */
export function findCommand(id: string): WritingCommand | undefined {
  return writingCommands.find((command) => command.id === id);
}

/** Commands for documents of text. Free words are about the selection where there is one, and for a draft at a caret. */
export const writingCommandSet: CommandSet = {
  commands: writingCommands,
  forPrompt: ({ isCaret }) => (isCaret ? draft : custom),
};

/** The commands that fit what is selected, in the pane's order. */
export function commandsFor(context: DocumentContext): WritingCommand[] {
  return writingCommands.filter((command) => command.appliesTo(context));
}
