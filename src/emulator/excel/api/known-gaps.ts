/**
 * Documented members of `ExcelApi` that the emulator lacks and that do not keep their versions from being declared. A call to
 * one of them fails as Office fails on an unknown member, and `/playground/api` lists them. A test fails when one of them is
 * there.
 */
// prettier-ignore
const gaps: Readonly<Record<string, string>> = {
};

export const knownGaps: ReadonlySet<string> = new Set(
  Object.entries(gaps).flatMap(([name, members]) => members.split(' ').map((member) => `${name}.${member}`)),
);
