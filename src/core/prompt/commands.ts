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
import { wholeWish } from './whole-wish.ts';
import { withoutCourtesy } from '../../base/without-courtesy.ts';
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

/** Words that ask for what a command does and nothing more, for those that rules can do; a model reads the others itself. */
const wishes: readonly (readonly [WritingCommand, RegExp])[] = [
  [summarise, wholeWish('summari[sz]e|sum up|(?:give me )?an? summary|summary', '总结|概括|摘要')],
  [keyPoints, wholeWish('(?:list |give me )?(?:the )?key points', '(?:列出|提炼)?(?:要点|重点)')],
  [
    fixGrammar,
    wholeWish(
      '(?:(?:fix|correct|check) (?:the |my )?(?:grammar|spelling|typos|mistakes|errors)(?: and (?:grammar|spelling|punctuation))?|proofread)',
      '(?:检查|改正|修正|纠正)(?:语法|错别字|标点|拼写|错误)|校对',
    ),
  ],
  [shorten, wholeWish('shorten|condense|make (?:it|this|the text) shorter', '缩短|精简|压缩|改短一?点?')],
];

/**
 * The command that free words ask for; else they are about the selection where there is one, and for a draft at a caret. A command
 * that wants a selection is it at a caret too: that something is to be selected first is what there is to say.
 */
function commandForWords(context: DocumentContext, words: string): WritingCommand {
  const text = withoutCourtesy(words);
  const found = wishes.find(([command, wish]) => wish.test(text) && (context.isCaret || command.appliesTo(context)));
  return found?.[0] ?? (context.isCaret ? draft : custom);
}

/** Commands for documents of text. */
export const writingCommandSet: CommandSet = { commands: writingCommands, forPrompt: commandForWords };

/** The commands that fit what is selected, in the pane's order. */
export function commandsFor(context: DocumentContext): WritingCommand[] {
  return writingCommands.filter((command) => command.appliesTo(context));
}
