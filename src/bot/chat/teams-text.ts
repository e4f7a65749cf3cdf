/** Past this a message of Teams is refused; what is longer is cut before it is sent. */
const longestMessage = 24_000;

/** The end of a text that may yet become a task. */
const growingTask = /((?:^|\n)[ \t]*)[-*](?: (?:\[(?:[ xX]\]?)?)?)?$/;

/** Chats of Teams know no lists of tasks, and would show the brackets. */
function withBoxes(markdown: string): string {
  return markdown.replace(
    /^([ \t]*)[-*] \[([ xX])\](?= )/gm,
    (_, indent: string, mark: string) => `${indent}- ${mark === ' ' ? '☐' : '☑'}`,
  );
}

/**
 * A model's Markdown as Teams may show it: no pictures, which the reader's machine would fetch from anywhere, and no HTML. For
 * a text that still grows, what may yet become one of these is held back, so that what was sent stays the beginning of what comes.
 */
export function toTeamsText(markdown: string, isComplete = true): string {
  const held = isComplete ? markdown : markdown.replace(/(?:!|<|<\/)$/, '').replace(growingTask, '$1');
  const safe = withBoxes(held)
    .replaceAll('![', '[')
    .replace(/<(?=[a-z/!?])/gi, '&lt;');
  return safe.length > longestMessage ? `${safe.slice(0, longestMessage)} …` : safe;
}

/** As a whole message may have it: without headings, which chats of Teams do not show, and with a line for each task. */
export function toMinutesText(markdown: string): string {
  return markdown.replace(/^#{1,6} (.+)$/gm, '**$1**').replace(/^[ \t]*[-*] \[ \] (.*)$/gm, '☐ $1\n');
}
