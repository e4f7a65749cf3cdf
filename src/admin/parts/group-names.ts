/** A name in double quotes, in which two stand for one, or what stands up to the next comma of any script. */
const name = /\s*(?:"((?:[^"]|"")*)"\s*(?=[,，、]|$)|([^,，、]*))(?:[,，、]|$)/y;

/** The names in what was typed, each once: parted by commas, a name that has a comma in double quotes. */
export function groupsIn(typed: string): string[] {
  const names: string[] = [];
  name.lastIndex = 0;
  while (name.lastIndex < typed.length) {
    const [, quoted, plain = ''] = name.exec(typed) ?? [];
    names.push((quoted?.replaceAll('""', '"') ?? plain).trim());
  }
  return [...new Set(names.filter((found) => found !== ''))];
}

/** The names as they are typed. */
export function typedGroups(names: readonly string[]): string {
  return names.map((each) => (/[",，、]/.test(each) ? `"${each.replaceAll('"', '""')}"` : each)).join(', ');
}
