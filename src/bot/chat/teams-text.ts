/** Past this a message of Teams is refused; what is longer is cut before it is sent. */
const longestMessage = 24_000;

/**
 * A model's Markdown as Teams may show it: no pictures, which the reader's machine would fetch from anywhere, and no HTML. For
 * a text that still grows, what may yet become one of these is held back, so that what was sent stays the beginning of what comes.
 */
export function toTeamsText(markdown: string, isComplete = true): string {
  const held = isComplete ? markdown : markdown.replace(/(?:!|<|<\/)$/, '');
  const safe = held.replaceAll('![', '[').replace(/<(?=[a-z/!?])/gi, '&lt;');
  return safe.length > longestMessage ? `${safe.slice(0, longestMessage)} …` : safe;
}
