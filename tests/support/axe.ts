import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { AxeResults } from 'axe-core';
import type { Frame } from 'playwright-core';

const axe = readFileSync(createRequire(__filename).resolve('axe-core/axe.min.js'), 'utf8');

/** What axe finds in a frame alone, each as its rule and the places. */
export async function violations(frame: Frame): Promise<string[]> {
  await frame.evaluate(axe);
  const results = await frame.evaluate(async () => {
    const run = (window as unknown as { axe: { run(context: unknown, options: object): Promise<AxeResults> } }).axe.run;
    // Fluent's focus guards: they take the focus only to pass it on at once, so a screen reader never stays on one.
    return run({ exclude: ['[data-tabster-dummy]'] }, { iframes: false, resultTypes: ['violations'] });
  });
  return results.violations.map(
    ({ id, nodes }) =>
      `${id}: ${nodes.map(({ html }) => html.slice(0, 160)).join(' | ')} ${nodes[0]?.failureSummary ?? ''}`,
  );
}
