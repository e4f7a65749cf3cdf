const polite =
  /^(?:please|kindly|can you|could you|would you|i want to|i'd like to|let's|now|请|请你|帮我|麻烦|麻烦你|把)[\s,，]*/iu;

/** What a person asks for, without the words that only make it a request. */
export function withoutCourtesy(words: string): string {
  let text = words.trim();
  for (let next = text.replace(polite, ''); next !== text; next = text.replace(polite, '')) text = next;
  return text;
}
