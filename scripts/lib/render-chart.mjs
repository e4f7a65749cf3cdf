/**
 * Renders the chart's templates with the few actions that they use, so that what Kubernetes would get can be checked without
 * Helm. An action that it does not know is an error: then the chart has grown, and so must this.
 */
import { createHash } from 'node:crypto';
import { stringify } from 'yaml';

/** The template with `values` put in. `Release.Name` is `inkstone`. */
export function renderTemplate(template, values) {
  const scope = { Values: values, Release: { Name: 'inkstone' } };
  const lines = [];
  const conditions = [];
  for (const line of template.split('\n')) {
    const control = /^\s*\{\{-? (if|end)(?: (not )?(\S+))? -?\}\}\s*$/.exec(line);
    if (control) {
      const [, word, not, path] = control;
      if (word === 'if') conditions.push(Boolean(lookUp(path, scope)) !== Boolean(not));
      else if (conditions.pop() === undefined) throw new Error('An {{ end }} too many.');
      continue;
    }
    if (conditions.every(Boolean)) lines.push(renderLine(line, scope));
  }
  if (conditions.length > 0) throw new Error('An {{ end }} is missing.');
  return lines.join('\n');
}

function renderLine(line, scope) {
  return line.replace(/\s*\{\{- (.*?) \}\}|\{\{ (.*?) \}\}/g, (_all, trimmed, plain) =>
    evaluate(trimmed ?? plain, scope),
  );
}

function evaluate(expression, scope) {
  return expression.split(' | ').reduce((value, step) => {
    const [name, argument] = step.split(' ');
    if (name.startsWith('.')) return lookUp(name, scope);
    switch (name) {
      case 'toYaml':
        return stringify(lookUp(argument, scope)).trimEnd();
      case 'toJson':
        return JSON.stringify(lookUp(argument, scope));
      case 'quote':
        return JSON.stringify(String(value));
      case 'sha256sum':
        return createHash('sha256').update(value).digest('hex');
      case 'nindent':
        return `\n${value.replace(/^/gm, ' '.repeat(Number(argument)))}`;
      default:
        throw new Error(`The check does not know the action "${name}".`);
    }
  }, undefined);
}

function lookUp(path, scope) {
  const found = path
    .slice(1)
    .split('.')
    .reduce((value, name) => value?.[name], scope);
  if (found === undefined) throw new Error(`The values have no ${path}.`);
  return found;
}
