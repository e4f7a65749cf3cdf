import type { WorkbookPart, WorkbookParts } from '../host.ts';

/** Parts whose XML one answer may hold: those of ours have some 100,000 characters. */
const partsAtOnce = 20;

/** Runs one request against the workbook, after those before it. */
type Run = <T>(work: (context: Excel.RequestContext) => Promise<T>) => Promise<T>;

/** The custom XML parts of the open workbook. */
export function workbookParts(run: Run): WorkbookParts {
  return {
    read: (namespace) => run((context) => readParts(context, namespace)),
    write: (parts) => run((context) => writeParts(context, parts)),
    remove: (ids) => run((context) => removeParts(context, ids)),
  };
}

async function readParts(context: Excel.RequestContext, namespace: string): Promise<WorkbookPart[]> {
  const collection = context.workbook.customXmlParts.getByNamespace(namespace);
  collection.load('items/id');
  await context.sync();
  const parts: WorkbookPart[] = [];
  const { items } = collection;
  for (let at = 0; at < items.length; at += partsAtOnce) {
    const some = items.slice(at, at + partsAtOnce).map((part) => ({ id: part.id, xml: part.getXml() }));
    // Each request asks for as much as one answer may hold.
    // eslint-disable-next-line office-addins/no-context-sync-in-loop
    await context.sync();
    parts.push(...some.map(({ id, xml }) => ({ id, xml: xml.value })));
  }
  return parts;
}

async function writeParts(
  context: Excel.RequestContext,
  parts: readonly { readonly id: string | null; readonly xml: string }[],
): Promise<string[]> {
  const { customXmlParts } = context.workbook;
  const known = parts.map(({ id }) => (id === null ? null : customXmlParts.getItemOrNullObject(id)));
  for (const part of known) part?.load('id');
  await context.sync();
  const written = parts.map(({ xml }, index) => {
    const part = known[index];
    // Somebody may have taken the part away since.
    if (!part || part.isNullObject) {
      const added = customXmlParts.add(xml);
      added.load('id');
      return added;
    }
    part.setXml(xml);
    return part;
  });
  await context.sync();
  return written.map(({ id }) => id);
}

async function removeParts(context: Excel.RequestContext, ids: readonly string[]): Promise<void> {
  const parts = ids.map((id) => context.workbook.customXmlParts.getItemOrNullObject(id));
  for (const part of parts) part.load('id');
  await context.sync();
  for (const part of parts) if (!part.isNullObject) part.delete();
  await context.sync();
}
