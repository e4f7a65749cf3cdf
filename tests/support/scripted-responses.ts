import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

type Json = Record<string, unknown>;

/** One thing that the answer says, in the order of its items. */
export type Saying =
  | { readonly kind: 'text' | 'refusal' | 'summary'; readonly text: string }
  | { readonly kind: 'call' | 'custom-call'; readonly text: string; readonly name: string };

export interface ScriptedResponses {
  /** Base URL that ends in `/v1`. */
  readonly url: string;
  /** Bodies of the requests so far. */
  readonly requests: readonly Json[];
  /** From now on, say this; streamed in pieces of so many letters. */
  play(sayings: readonly Saying[], pieceLength?: number): void;
  close(): Promise<void>;
}

export const responseUsage = { input_tokens: 30, output_tokens: 12, total_tokens: 42 };

/** A server of OpenAI's responses: the events of each answer are those that its documentation lists, in their order. */
export async function startScriptedResponses(): Promise<ScriptedResponses> {
  const requests: Json[] = [];
  let sayings: readonly Saying[] = [];
  let pieceLength = 3;
  const server = createServer((request, response) => {
    const parts: Buffer[] = [];
    request.on('data', (part: Buffer) => parts.push(part));
    request.on('end', () => {
      const body = JSON.parse(Buffer.concat(parts).toString('utf8')) as Json;
      requests.push(body);
      const whole = { ...shell(body, 'completed'), output: sayings.map(itemOf), usage: responseUsage };
      if (body['stream'] !== true) {
        response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(whole));
        return;
      }
      response.writeHead(200, { 'content-type': 'text/event-stream' });
      const events = [
        { type: 'response.created', response: shell(body, 'in_progress') },
        { type: 'response.in_progress', response: shell(body, 'in_progress') },
        ...sayings.flatMap((saying, index) => eventsOf(saying, index, pieceLength)),
        { type: 'response.completed', response: whole },
      ];
      events.forEach((event, number) => {
        const data = JSON.stringify({ ...event, sequence_number: number });
        response.write(`event: ${event.type}\ndata: ${data}\n\n`);
      });
      response.end();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`,
    requests,
    play(next, length = 3) {
      sayings = next;
      pieceLength = length;
    },
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}

/** A response repeats what it was asked. */
function shell({ instructions = null, metadata = {}, model }: Json, status: string): Json {
  return { id: 'resp_1', object: 'response', status, model, instructions, metadata, output: [], usage: null };
}

function itemOf(saying: Saying, index: number): Json & { id: string } {
  const id = `item_${index}`;
  const { text } = saying;
  switch (saying.kind) {
    case 'text':
    case 'refusal':
      return { id, type: 'message', role: 'assistant', status: 'completed', content: [partOf(saying)] };
    case 'summary':
      return { id, type: 'reasoning', summary: [partOf(saying)] };
    case 'call':
      return { id, type: 'function_call', call_id: `call_${index}`, name: saying.name, arguments: text };
    case 'custom-call':
      return { id, type: 'custom_tool_call', call_id: `call_${index}`, name: saying.name, input: text };
  }
}

function partOf({ kind, text }: Saying): Json {
  if (kind === 'refusal') return { type: 'refusal', refusal: text };
  if (kind === 'summary') return { type: 'summary_text', text };
  return { type: 'output_text', text, annotations: [], logprobs: [{ token: text, logprob: 0 }] };
}

const names = {
  text: { event: 'output_text', whole: 'text', part: 'content_part', index: 'content_index' },
  refusal: { event: 'refusal', whole: 'refusal', part: 'content_part', index: 'content_index' },
  summary: { event: 'reasoning_summary_text', whole: 'text', part: 'reasoning_summary_part', index: 'summary_index' },
  call: { event: 'function_call_arguments', whole: 'arguments', part: undefined, index: undefined },
  'custom-call': { event: 'custom_tool_call_input', whole: 'input', part: undefined, index: undefined },
} as const;

function eventsOf(saying: Saying, outputIndex: number, pieceLength: number): (Json & { type: string })[] {
  const { event, whole, part, index } = names[saying.kind];
  const item = itemOf(saying, outputIndex);
  const place = { item_id: item.id, output_index: outputIndex, ...(index && { [index]: 0 }) };
  const pieces = saying.text.match(new RegExp(`[^]{1,${pieceLength}}`, 'g')) ?? [];
  return [
    { type: 'response.output_item.added', output_index: outputIndex, item: { id: item.id, type: item['type'] } },
    ...(part ? [{ type: `response.${part}.added`, ...place, part: partOf({ ...saying, text: '' }) }] : []),
    ...pieces.map((delta) => ({
      type: `response.${event}.delta`,
      ...place,
      delta,
      ...(saying.kind === 'text' && { logprobs: [{ token: delta, logprob: 0 }] }),
    })),
    { type: `response.${event}.done`, ...place, [whole]: saying.text },
    ...(part ? [{ type: `response.${part}.done`, ...place, part: partOf(saying) }] : []),
    { type: 'response.output_item.done', output_index: outputIndex, item },
  ];
}
