import type { Block } from '../../core/document/blocks.ts';
import { writeFlatOpc } from '../../core/wordprocessing/flat-opc.ts';

/** What only a write needs, with WordprocessingML, equations and code colours behind it: loaded at the first write, or ahead of it. */
export { summarisePlan } from '../../core/edits/summarise-plan.ts';
export { applyPlan } from './apply-plan.ts';
export { takeBack } from './take-back.ts';

/** Makes a document of the blocks and opens it in a window of its own. */
export async function openNewDocument(blocks: readonly Block[]): Promise<void> {
  await Word.run(async (context) => {
    const created = context.application.createDocument();
    created.body.insertOoxml(writeFlatOpc(blocks), Word.InsertLocation.start);
    created.open();
    await context.sync();
  });
}
