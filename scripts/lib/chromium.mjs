import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { inflateSync } from 'node:zlib';
import { chromium as playwright } from 'playwright-core';
import { root } from './workspace.mjs';

/**
 * Starts a headless Chromium: the one that npm brings on Linux, the installed Edge or Chrome elsewhere;
 * `CHROME_PATH` goes before both. On Linux it gets fonts of its own, since a bare machine has hardly any.
 */
export async function launchChromium(options) {
  return playwright.launch(await launchOptions(options));
}

/** The same as a server that several processes can connect to by its `wsEndpoint()`. */
export async function launchChromiumServer(options) {
  return playwright.launchServer(await launchOptions(options));
}

async function launchOptions({ args = [] } = {}) {
  const { executablePath, defaults } = await locateChromium();
  return {
    executablePath,
    args: [...defaults, '--disable-gpu', '--lang=en-US', ...args],
    headless: true,
    env: process.platform === 'linux' ? { ...process.env, FONTCONFIG_FILE: fontConfig() } : process.env,
  };
}

async function locateChromium() {
  const chosen = process.env.CHROME_PATH;
  if (chosen) return { executablePath: chosen, defaults: process.getuid?.() === 0 ? ['--no-sandbox'] : [] };
  if (process.platform === 'linux') {
    const { default: packaged } = await import('@sparticuz/chromium');
    // Single-process and font flags of the package are for small cloud functions; a test browser wants site isolation.
    // One that lets any page read any other would hide what people meet.
    const unwanted = [
      ...['--single-process', '--no-zygote', '--in-process-gpu', '--headless'],
      ...['--disable-web-security', '--allow-running-insecure-content', '--disable-site-isolation-trials'],
    ];
    return {
      executablePath: await packaged.executablePath(),
      defaults: packaged.args.filter((flag) => !unwanted.some((name) => flag.startsWith(name))),
    };
  }
  const installed = installedBrowsers().find((path) => existsSync(path));
  if (!installed) throw new Error('No Edge or Chrome was found; install one, or set CHROME_PATH to its program file.');
  return { executablePath: installed, defaults: [] };
}

function installedBrowsers() {
  if (process.platform === 'darwin') {
    return [
      '/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
      '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
    ];
  }
  return [process.env['ProgramFiles(x86)'], process.env.ProgramFiles, process.env.LOCALAPPDATA]
    .filter(Boolean)
    .flatMap((folder) => [
      join(folder, 'Microsoft/Edge/Application/msedge.exe'),
      join(folder, 'Google/Chrome/Application/chrome.exe'),
    ]);
}

/** Fonts from npm for a machine that may have none: Chinese, and free stand-ins for Office's own faces. */
const fonts = [
  'noto-sans-sc/files/noto-sans-sc-chinese-simplified-400-normal',
  'noto-sans-sc/files/noto-sans-sc-chinese-simplified-700-normal',
  'carlito/files/carlito-latin-400-normal',
  'carlito/files/carlito-latin-400-italic',
  'carlito/files/carlito-latin-700-normal',
  'carlito/files/carlito-latin-700-italic',
  'open-sans/files/open-sans-latin-400-normal',
  'open-sans/files/open-sans-latin-600-normal',
  'open-sans/files/open-sans-latin-700-normal',
];

/** Families that documents and Fluent end up asking for, and what stands in for them. */
const standIns = { Calibri: 'Carlito', 'Calibri Light': 'Carlito', Aptos: 'Carlito', 'sans-serif': 'Open Sans' };

/** A fontconfig file that adds {@link fonts} and {@link standIns} to the system's own fonts. */
function fontConfig() {
  const folder = join(root, 'node_modules/.cache/fonts');
  const config = join(folder, 'fonts.conf');
  if (existsSync(config)) return config;
  mkdirSync(folder, { recursive: true });
  for (const font of fonts) {
    const woff = readFileSync(join(root, `node_modules/@fontsource/${font}.woff`));
    writeFileSync(join(folder, `${basename(font)}.ttf`), unpackWoff(woff));
  }
  const aliases = Object.entries(standIns).map(
    ([family, other]) =>
      `<alias binding="strong"><family>${family}</family><prefer><family>${other}</family></prefer></alias>`,
  );
  writeFileSync(
    config,
    `<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig><include ignore_missing="yes">/etc/fonts/fonts.conf</include><dir>${folder}</dir>${aliases.join('')}<cachedir>${folder}/cache</cachedir></fontconfig>\n`,
  );
  return config;
}

/** WOFF 1.0 to the SFNT inside it (W3C WOFF §3–5): each table inflated where it is compressed. */
function unpackWoff(woff) {
  const tableCount = woff.readUInt16BE(12);
  const tables = Array.from({ length: tableCount }, (_, index) => {
    const at = 44 + 20 * index;
    const [offset, stored, length] = [4, 8, 12].map((field) => woff.readUInt32BE(at + field));
    const data = woff.subarray(offset, offset + stored);
    return {
      tag: woff.subarray(at, at + 4),
      checksum: woff.readUInt32BE(at + 16),
      length,
      data: stored < length ? inflateSync(data) : data,
    };
  });
  const header = Buffer.alloc(12 + 16 * tableCount);
  header.writeUInt32BE(woff.readUInt32BE(4), 0);
  header.writeUInt16BE(tableCount, 4);
  const power = 2 ** Math.floor(Math.log2(tableCount));
  header.writeUInt16BE(power * 16, 6);
  header.writeUInt16BE(Math.log2(power), 8);
  header.writeUInt16BE((tableCount - power) * 16, 10);
  const parts = [header];
  let offset = header.length;
  tables.forEach(({ tag, checksum, length, data }, index) => {
    tag.copy(header, 12 + 16 * index);
    header.writeUInt32BE(checksum, 16 + 16 * index);
    header.writeUInt32BE(offset, 20 + 16 * index);
    header.writeUInt32BE(length, 24 + 16 * index);
    const padded = Buffer.alloc(Math.ceil(length / 4) * 4);
    data.copy(padded);
    parts.push(padded);
    offset += padded.length;
  });
  return Buffer.concat(parts);
}
