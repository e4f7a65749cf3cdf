import { readFileSync } from 'node:fs';
import ts from 'typescript';

export interface DocumentedMember {
  readonly className: string;
  readonly name: string;
  /** `WordApi 1.3`; for a member whose own comment names no set, that of its class. */
  readonly since: string;
}

/** Every member of the classes of a namespace (`Word`) for which Microsoft's type package names a requirement set. */
export function readDocumentedApi(namespace: string): DocumentedMember[] {
  const file = require.resolve('@types/office-js/index.d.ts');
  const source = ts.createSourceFile(file, readFileSync(file, 'utf8'), ts.ScriptTarget.Latest, true);
  const found: DocumentedMember[] = [];
  for (const statement of source.statements) {
    if (!ts.isModuleDeclaration(statement) || statement.name.text !== namespace) continue;
    if (!statement.body || !ts.isModuleBlock(statement.body)) continue;
    for (const each of statement.body.statements) {
      if (!ts.isClassDeclaration(each) || !each.name) continue;
      for (const member of each.members) {
        const since = setOf(member);
        if (since === undefined || !member.name || !ts.isIdentifier(member.name)) continue;
        found.push({ className: `${namespace}.${each.name.text}`, name: member.name.text, since });
      }
    }
  }
  return found;
}

function setOf(node: ts.Node): string | undefined {
  const comments = ts.getJSDocCommentsAndTags(node).map((each) => each.getText());
  return /\[Api set: (\w+ \d+\.\d+)[^\]]*\]/.exec(comments.join('\n'))?.[1];
}

/** The members of one set as the checked-in table has them: by version, by class, names apart by blanks, sorted. */
export function tableOf(members: readonly DocumentedMember[], set: string): Record<string, Record<string, string>> {
  const table: Record<string, Record<string, string>> = {};
  const wanted = members
    .filter(({ since }) => since.startsWith(`${set} `))
    .sort((left, right) => key(left).localeCompare(key(right), 'en'));
  for (const { since, className, name } of wanted) {
    const classes = (table[since] ??= {});
    const names = classes[className]?.split(' ') ?? [];
    if (!names.includes(name)) classes[className] = [...names, name].join(' ');
  }
  return table;
}

function key({ since, className, name }: DocumentedMember): string {
  return `${since} ${className} ${name}`;
}
