/**
 * Draws the add-in's icons into assets/icons: an ink stone seen from above, with its well of ink and a cinnabar seal.
 * The app package has two of its own: in colour on an opaque ground, and the outline in white.
 * Run by hand when the drawing changes (`node scripts/make-icons.mjs`); the pictures are committed.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { launchChromium } from './lib/chromium.mjs';
import { root } from './lib/workspace.mjs';

const stone = `
  <rect x="12" y="14" width="104" height="100" rx="22" fill="#1f2a37"/>
  <rect x="12" y="14" width="104" height="100" rx="22" fill="none" stroke="#0b1119" stroke-width="4"/>
  <path d="M30 46c0-12 10-18 34-18s34 6 34 18-10 14-34 14-34-2-34-14z" fill="#05080d"/>
  <path d="M38 44c2-7 12-9 26-9" fill="none" stroke="#6f86a6" stroke-width="5" stroke-linecap="round"/>
  <rect x="30" y="70" width="68" height="30" rx="8" fill="#34465c"/>
  <rect x="72" y="64" width="40" height="40" rx="9" fill="#c23b32" stroke="#fff" stroke-width="5"/>
  <path d="M83 76h18M92 76v18M84 94h16" stroke="#fff" stroke-width="5" stroke-linecap="round" fill="none"/>`;

const summarise = `
  <rect x="20" y="12" width="88" height="104" rx="12" fill="#fff" stroke="#1f2a37" stroke-width="8"/>
  <path d="M38 40h52M38 62h52M38 84h28" stroke="#1f2a37" stroke-width="9" stroke-linecap="round"/>
  <circle cx="92" cy="92" r="20" fill="#c23b32"/><path d="M84 92l6 6 11-12" stroke="#fff" stroke-width="6" fill="none" stroke-linecap="round" stroke-linejoin="round"/>`;

const grammar = `
  <path d="M18 92L44 24h10l26 68M28 68h42" stroke="#1f2a37" stroke-width="11" fill="none" stroke-linecap="round" stroke-linejoin="round"/>
  <path d="M66 96l16 16 34-42" stroke="#c23b32" stroke-width="12" fill="none" stroke-linecap="round" stroke-linejoin="round"/>`;

/** The stone's symbol stands within the middle of an opaque ground, as Teams wants it, which rounds the corners itself. */
const color = `
  <rect width="128" height="128" fill="#e8edf3"/>
  <g transform="translate(23 23) scale(0.64)">${stone}</g>`;

const outline = `
  <rect x="14" y="16" width="100" height="96" rx="22" fill="none" stroke="#fff" stroke-width="9"/>
  <path d="M34 50c0-10 8-14 30-14s30 4 30 14-8 11-30 11-30-1-30-11z" fill="#fff"/>
  <path d="M34 86h34" stroke="#fff" stroke-width="9" stroke-linecap="round"/>
  <rect x="76" y="72" width="26" height="26" rx="6" fill="#fff"/>`;

const drawings = { icon: [16, 20, 24, 32, 40, 48, 64, 80, 128], summarise: [16, 32, 80], grammar: [16, 32, 80] };
const shapes = { icon: stone, summarise, grammar };

const folder = join(root, 'assets/icons');
mkdirSync(folder, { recursive: true });
const browser = await launchChromium();
const page = await browser.newPage();
for (const [name, sizes] of Object.entries(drawings)) {
  const svg = inSvg(shapes[name]);
  writeFileSync(join(folder, `${name}.svg`), `${svg.replace(/\n\s*/g, '')}\n`);
  for (const size of sizes) await draw(svg, size, join(folder, `${name}-${size}.png`));
}
await draw(inSvg(color), 192, join(root, 'appPackage/color.png'));
await draw(inSvg(outline), 32, join(root, 'appPackage/outline.png'));
await browser.close();

function inSvg(shape) {
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 128 128">${shape}</svg>`;
}

async function draw(svg, size, path) {
  await page.setViewportSize({ width: size, height: size });
  await page.setContent(
    `<style>body{margin:0;background:transparent}svg{display:block;width:${size}px;height:${size}px}</style>${svg}`,
  );
  await page.screenshot({ path, omitBackground: true });
}
