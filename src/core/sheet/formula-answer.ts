/** The formula in an answer: in a code block, between backticks, or a line that begins with `=`; `undefined` when there is none. */
export function formulaIn(answer: string): string | undefined {
  const fenced = /^```[^\n]*\n([\s\S]*?)^```/m.exec(answer)?.[1]?.trim();
  const ticked = /`(=[^`]+)`/.exec(answer)?.[1];
  const line = answer
    .split('\n')
    .map((each) => each.trim())
    .find((each) => each.startsWith('='));
  const found = [fenced, ticked, line].find((each) => each?.startsWith('=') === true);
  // A formula may be written over several lines; a cell takes it as one.
  return found?.replace(/\s*\n\s*/g, ' ');
}
