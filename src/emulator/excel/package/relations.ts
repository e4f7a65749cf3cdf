import type { OoxmlPackage } from '../../package/ooxml-package.ts';

/** Takes relationships of a part away. */
export function unrelate(
  file: OoxmlPackage,
  part: string,
  isGone: (relation: { id: string; type: string; target: string }) => boolean,
): void {
  const gone = new Set(
    file
      .relationships(part)
      .filter(isGone)
      .map(({ id }) => id),
  );
  if (gone.size === 0) return;
  const rels = part.replace(/([^/]*)$/, '_rels/$1.rels');
  for (const element of [...file.edit(rels).documentElement.children])
    if (gone.has(element.getAttribute('Id') ?? '')) element.remove();
}
