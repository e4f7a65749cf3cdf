import { useMemo } from 'react';
import { planTurn } from '../../../assistant/plan-turn.ts';
import { answerOf, type Turn } from '../../../assistant/turn.ts';
import type { Block } from '../../../core/document/blocks.ts';
import { asRead } from '../../../core/document/struck-text.ts';
import { MarkdownStream } from '../../../core/document/markdown-stream.ts';
import { summarisePlan, type PlanSummary } from '../../../core/edits/summarise-plan.ts';
import { isPartial, isRunning } from '../../../core/generation/reduce-generation.ts';

/** Parsers of answers that grow, by turn: each text is parsed once however often the pane is drawn. */
const parsers = new Map<string, { text: string; isEnded: boolean; readonly parser: MarkdownStream }>();

/**
 * The answer as blocks. While it grows only its new text is parsed; finished blocks stay the same objects. Footnotes and
 * link definitions at its end are resolved when it is over.
 */
export function useBlocks(turn: Turn): readonly Block[] {
  const text = answerOf(turn);
  const isOver = !isRunning(turn.generation);
  return useMemo(() => blocksOf(turn.id, text, isOver), [turn.id, text, isOver]);
}

function blocksOf(id: string, text: string, isOver: boolean): readonly Block[] {
  let known = parsers.get(id);
  // One that had ended and goes on is read anew.
  if (!known || !text.startsWith(known.text) || (known.isEnded && text !== known.text)) {
    known = { text: '', isEnded: false, parser: new MarkdownStream() };
    parsers.clear();
    parsers.set(id, known);
  }
  if (text.length > known.text.length) known.parser.push(text.slice(known.text.length));
  known.text = text;
  known.isEnded ||= isOver;
  return isOver ? known.parser.finish() : known.parser.blocks();
}

/** What replacing the selection by the answer would change; only for a rewrite that is whole: a part would strike the rest. */
export function useChanges(turn: Turn): PlanSummary | null {
  const isRewrite = turn.command.answer === 'rewrite' && !turn.context.isCaret;
  const isWhole = !isRunning(turn.generation) && !isPartial(turn.generation);
  return useMemo(
    () =>
      isRewrite && isWhole
        ? summarisePlan(planTurn({ ...turn, context: asRead(turn.context) }, 'replace', false))
        : null,
    [turn, isRewrite, isWhole],
  );
}
