import type { AnswerFilter } from '../../chat-stage.ts';

const openingBrace = 0x7b;

/**
 * One filter for a body of JSON, another for events: chosen by what comes, since a server may answer in pieces where it was
 * asked for a whole, and the other way round.
 */
export function chooseFilter(forBody: () => AnswerFilter, forEvents: () => AnswerFilter): AnswerFilter {
  let chosen: AnswerFilter | undefined;
  return {
    push(chunk) {
      const first = chosen ? undefined : firstSignOf(chunk);
      if (first !== undefined) chosen = first === openingBrace ? forBody() : forEvents();
      // Spaces alone mean nothing in either.
      return chosen?.push(chunk) ?? Buffer.alloc(0);
    },
    end: () => chosen?.end() ?? Buffer.alloc(0),
  };
}

function firstSignOf(chunk: Buffer): number | undefined {
  return chunk.find((byte) => byte !== 0x20 && byte !== 0x09 && byte !== 0x0a && byte !== 0x0d);
}
