import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { productRoot } from './gateway.ts';

/**
 * A picture of the page in `tests/.artifacts`, for people to look at; only with `PICTURES=1`, since each takes a browser without a
 * graphics card half a second.
 */
export async function look(page: Page, name: string, options: { readonly fullPage?: boolean } = {}): Promise<void> {
  if (process.env['PICTURES'] !== '1') return;
  const folder = join(productRoot, 'tests/.artifacts');
  mkdirSync(folder, { recursive: true });
  await page.screenshot({ path: join(folder, `${name}.png`), ...options });
}
