import { randomBytes } from 'node:crypto';

export interface FilledPage {
  readonly html: string;
  readonly nonce: string;
}

/** The page for one answer: with a nonce that is used once, and the address of office.js. */
export function fillPage(template: string, officeJs: string): FilledPage {
  const nonce = randomBytes(16).toString('base64');
  return { html: template.replaceAll('__CSP_NONCE__', nonce).replaceAll('__OFFICE_JS__', officeJs), nonce };
}
