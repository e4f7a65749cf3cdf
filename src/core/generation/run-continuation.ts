import type { LanguageModel, ModelRequest } from '../model/language-model.ts';
import type { GenerationEvent } from './generation-event.ts';
import { joinAnswer, lastWords } from './join-answer.ts';
import { runGeneration } from './run-generation.ts';

/**
 * The events of the rest of an answer that ended half way: as {@link runGeneration} gives them, with a text that goes right
 * behind `part`. The model is shown what it wrote, as its own turn of the conversation.
 */
export async function* runContinuation(
  model: LanguageModel,
  request: ModelRequest,
  part: string,
  signal?: AbortSignal,
): AsyncGenerator<GenerationEvent, void, undefined> {
  const joint = joinAnswer(part);
  for await (const event of runGeneration(model, goOnWith(request, part), signal)) {
    if (event.type === 'text-delta') {
      const text = joint.push(event.text);
      if (text !== '') yield { type: 'text-delta', text };
      continue;
    }
    if (event.type === 'generation-end' && event.finishReason !== 'stopped-by-user') {
      const text = joint.end();
      if (text !== '') yield { type: 'text-delta', text };
    }
    yield event;
  }
}

/** Repeating some words shows where the two belong together: whether a word, a line or a paragraph ended there. */
function goOnWith(request: ModelRequest, part: string): ModelRequest {
  const content = `Your answer broke off before its end. Write the rest of it. Begin with its last words, which are
${lastWords(part)}
and go straight on from there, as if it had never stopped: the same form, language and layout. Repeat nothing that stands before these words, do not begin anew, and say nothing about the break. Where the answer was whole already, write these words alone.`;
  return {
    ...request,
    messages: [...request.messages, { role: 'assistant', content: part.trimEnd() }, { role: 'user', content }],
  };
}
