import { xmlText } from './xml-text.ts';

/** What stands in a slot that has to hold something: no width, nothing to see, and no dotted box in Word. */
export const seed = '<m:r><m:rPr><m:nor/></m:rPr><m:t>\u200B</m:t></m:r>';

export interface Nary {
  readonly sign: string;
  readonly limits: 'undOvr' | 'subSup';
  readonly sub: string | undefined;
  readonly sup: string | undefined;
  readonly operand: string;
}

export function naryXml({ sign, limits, sub, sup, operand }: Nary): string {
  const hidden = `${sub === undefined ? '<m:subHide m:val="1"/>' : ''}${sup === undefined ? '<m:supHide m:val="1"/>' : ''}`;
  const properties = `<m:naryPr><m:chr m:val="${sign}"/><m:limLoc m:val="${limits}"/>${hidden}</m:naryPr>`;
  return `<m:nary>${properties}<m:sub>${sub ?? ''}</m:sub><m:sup>${sup ?? ''}</m:sup><m:e>${operand === '' ? seed : operand}</m:e></m:nary>`;
}

export function fenceXml(begin: string, end: string, contents: readonly string[], separator?: string): string {
  const middle = separator === undefined ? '' : `<m:sepChr m:val="${xmlText(separator)}"/>`;
  const properties = `<m:dPr><m:begChr m:val="${xmlText(begin)}"/>${middle}<m:endChr m:val="${xmlText(end)}"/></m:dPr>`;
  return `<m:d>${properties}${contents.map((content) => `<m:e>${content === '' ? seed : content}</m:e>`).join('')}</m:d>`;
}

const run = /^<m:r>(<m:rPr>.*?<\/m:rPr>)?<m:t xml:space="preserve">([^<]*)<\/m:t><\/m:r>$/;

/** Neighbouring runs of one look as one run, as a person would have typed them. */
export function runsXml(pieces: readonly string[]): string {
  const merged: { look: string | undefined; text: string }[] = [];
  let result = '';
  const flush = (): void => {
    for (const { look, text } of merged.splice(0)) {
      result += `<m:r>${look ?? ''}<m:t xml:space="preserve">${text}</m:t></m:r>`;
    }
  };
  for (const piece of pieces) {
    const match = run.exec(piece);
    if (!match) {
      flush();
      result += piece;
      continue;
    }
    const [, look, text = ''] = match;
    const last = merged.at(-1);
    if (last && last.look === look) last.text += text;
    else merged.push({ look, text });
  }
  flush();
  return result;
}
