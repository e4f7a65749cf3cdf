import type { Block } from '../../core/document/blocks.ts';
import type { EditPlan, Receipt } from '../../core/edits/edit-plan.ts';
import { summarisePlan } from '../../core/edits/summarise-plan.ts';
import { writeFlatOpc } from '../../core/wordprocessing/flat-opc.ts';
import type { HostCapabilities } from '../host.ts';

/** What only a write needs, with WordprocessingML, equations and code colours behind it: loaded at the first write, or ahead of it. */
export { compareContexts } from '../../core/edits/conflict.ts';
export { applyPlan } from './apply-plan.ts';
export { readBack } from './read-back.ts';
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

/** What is kept of a write for the person. */
export function describeWrite(plan: EditPlan, { trackedChanges }: HostCapabilities): Receipt {
  const { charactersInserted, charactersDeleted } = summarisePlan(plan);
  return {
    id: crypto.randomUUID(),
    host: 'word',
    appliedAt: new Date().toISOString(),
    editCount: plan.edits.length,
    tracked: plan.tracked && trackedChanges,
    charactersInserted,
    charactersDeleted,
    undoable: true,
  };
}

/** Gives the author's tracking mode back after a write that failed; that even this fails changes nothing. */
export async function restoreMode(mode: Word.Document['changeTrackingMode']): Promise<void> {
  await Word.run(async (context) => {
    context.document.changeTrackingMode = mode;
    await context.sync();
  }).catch(() => undefined);
}

/** Gives a kept range back to Word. */
export async function release(range: Word.Range): Promise<void> {
  await Word.run(range, async (context) => {
    context.trackedObjects.remove(range);
    await context.sync();
  });
}
