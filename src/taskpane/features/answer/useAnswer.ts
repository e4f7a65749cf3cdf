import { useMemo, useRef } from 'react';
import { answerOf, planTurn, type Turn } from '../../../assistant/turn.ts';
import type { Block } from '../../../core/document/blocks.ts';
import { MarkdownStream } from '../../../core/document/markdown-stream.ts';
import { summarisePlan, type PlanSummary } from '../../../core/edits/summarise-plan.ts';
import { isRunning } from '../../../core/generation/reduce-generation.ts';

/** The answer as blocks. While it grows only its new text is parsed; finished blocks stay the same objects. */
export function useBlocks(turn: Turn): readonly Block[] {
  const stream = useRef({ id: '', text: '', parser: new MarkdownStream() });
  const text = answerOf(turn);
  const running = isRunning(turn.generation);
  return useMemo(() => {
    const known = stream.current;
    if (known.id !== turn.id || !text.startsWith(known.text))
      stream.current = { id: turn.id, text: '', parser: new MarkdownStream() };
    const { parser, text: before } = stream.current;
    if (text.length > before.length) parser.push(text.slice(before.length));
    stream.current = { id: turn.id, text, parser };
    return parser.blocks();
    // The end of the stream changes what an open mark at its tail means.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [turn.id, text, running]);
}

/** What replacing the selection by the answer would change; only for a rewrite that is finished. */
export function useChanges(turn: Turn): PlanSummary | null {
  const isRewrite = turn.command.answer === 'rewrite' && !turn.context.isCaret;
  const done = !isRunning(turn.generation);
  const { id, generation, context } = turn;
  // eslint-disable-next-line react-hooks/exhaustive-deps
  return useMemo(
    () => (isRewrite && done ? summarisePlan(planTurn(turn, 'replace', false)) : null),
    [id, generation, context, isRewrite, done],
  );
}
