/**
 * Web addresses in the Markdown of an answer that may carry text out: a document that was written by somebody else can
 * bring a model to put what it read into the address of a picture or a link. Such an address is made plain text, by writing
 * `hxxps` for its scheme, which nothing follows and everybody can read.
 */
export interface AddressPolicy {
  /** `strict` leaves only addresses that were sent. */
  readonly mode: 'standard' | 'strict';
  /** All that was sent: an address that stands there is no secret, and text from there in another address is one. */
  readonly sent: () => readonly string[];
}

export interface AddressScan {
  /** Whether an address may stay. */
  isSafe(address: string, isPicture: boolean): boolean;
}

/** Where a scheme or `www.` begins an address, however it is written; `//` after a bracket, a quote or a colon too. */
const addressStart =
  /(?:h(?:&#[xX]?[0-9a-fA-F]+;|t)(?:&#[xX]?[0-9a-fA-F]+;|t)(?:&#[xX]?[0-9a-fA-F]+;|p)s?|&#[xX]?[0-9a-fA-F]+;[htps&#;0-9a-fA-FxX]{0,40})(?::|\\:|&colon;|&#0*58;|&#[xX]0*3[aA];)(?:\/|\\|&sol;|&#0*47;|&#[xX]0*2[fF];){0,4}|(?<![\w@./])www\.|(?<=[(<"']\s?|\]:?\s?)(?:\/|\\){2}(?=[\w[])/giu;
/** Where an address ends, in Markdown as in HTML. */
const addressEnd = /[\s<>"'`|\u3000-\u30FF\u3400-\u9FFF\uFF00-\uFFEF]/;

interface FoundAddress {
  readonly start: number;
  readonly end: number;
  readonly address: string;
  readonly isPicture: boolean;
}

/** The addresses of a text, in order. */
function findAddresses(text: string): FoundAddress[] {
  const found: FoundAddress[] = [];
  for (const match of text.matchAll(addressStart)) {
    const start = match.index;
    if (start < (found.at(-1)?.end ?? 0)) continue;
    const rest = text.slice(start);
    const stop = rest.search(addressEnd);
    const before = text.slice(Math.max(0, start - addressContext), start);
    const inBrackets = /\(\s*<?$/.test(before);
    const whole = stop < 0 ? rest : rest.slice(0, stop);
    const address = inBrackets ? balanced(whole) : whole.replace(/[.,;:!?)\]}*_~]+$/, '');
    const isPicture =
      /!\[[^\]]*\]\(\s*<?$|<[a-z]+[^>]*\s(?:src|srcset|poster|background|data|style)\s*=\s*["']?[^"'>]*$|url\(\s*["']?$/i.test(
        before,
      );
    found.push({ start, end: start + address.length, address, isPicture });
  }
  return found;
}

/** Up to the bracket that closes the link's. */
function balanced(text: string): string {
  let depth = 0;
  for (const [index, sign] of Array.from(text).entries()) {
    if (sign === '(') depth += 1;
    if (sign === ')' && (depth -= 1) < 0) return Array.from(text).slice(0, index).join('');
  }
  return text;
}

/** The text with every address that is not safe made plain; what begins before `from` was looked at already. */
export function defuseAddresses(text: string, scan: AddressScan, from = 0): string {
  if (!mayHoldAddress(from === 0 ? text : text.slice(from))) return text.slice(from);
  let result = '';
  let at = from;
  for (const { start, end, address, isPicture } of findAddresses(text)) {
    if (start < from || scan.isSafe(address, isPicture)) continue;
    result += text.slice(at, start) + plainAddress(address);
    at = end;
  }
  return result + text.slice(at);
}

/** Where what may become an address begins at the end of a text that goes on; the text's length when nothing may. */
export function openAddressAt(text: string): number {
  let at = text.length;
  while (at > 0 && text.length - at < longestAddress && !endsAddress(text, at - 1)) at -= 1;
  if (text.length - at >= longestAddress) return text.length;
  return /[:/\\&.#]|h(?:t(?:t(?:ps?)?)?)?$|w{1,3}$/i.test(text.slice(at)) ? at : text.length;
}

/** Whether an address may begin somewhere in a text: a cheap look, which piece after piece of an answer gets. */
export function mayHoldAddress(text: string): boolean {
  return /http|www\.|&#|[/\\]{2}/i.test(text);
}

/** Letters, digits and what else of ASCII goes on in an address: most signs need no further look. */
const goesOn = Array.from({ length: 128 }, (_none, code) => !addressEnd.test(String.fromCharCode(code)));

function endsAddress(text: string, at: number): boolean {
  const code = text.charCodeAt(at);
  return code < goesOn.length ? goesOn[code] !== true : addressEnd.test(text.charAt(at));
}

/** The address as text: nothing makes a link of it. */
function plainAddress(address: string): string {
  const readable = unescapeAddress(address);
  if (/^https?:/i.test(readable)) return readable.replace(/^http(s?):[\\/]*/i, 'hxxp$1://');
  if (/^www\./i.test(readable)) return readable.replace(/^www\./i, 'www[.]');
  return `hxxps://${readable.replace(/^[\\/]+/, '')}`;
}

function unescapeAddress(address: string): string {
  return address
    .replace(/&#[xX]([0-9a-fA-F]{1,6});/g, (_all, hex: string) => codePoint(Number.parseInt(hex, 16)))
    .replace(/&#(\d{1,7});/g, (_all, decimal: string) => codePoint(Number(decimal)))
    .replace(/&colon;/gi, ':')
    .replace(/&sol;/gi, '/')
    .replace(/\\([!-/:-@[-`{-~])/g, '$1');
}

function codePoint(code: number): string {
  return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : '';
}

/** How much before an address tells whether it is a picture's. */
export const addressContext = 400;
/** No address is so long but one that carries something. */
const longestAddress = 2000;
const longestQuery = 120;
const longestHost = 100;
const longestLabel = 40;
/** So many letters or digits in a row that mean nothing to a reader carry something. */
const opaqueRun = /[A-Za-z0-9_-]{40,}/;
/** So many signs of what was sent are no coincidence; of Chinese, which says more with each, fewer. */
const latinShare = 20;
const hanShare = 8;

export function createAddressScan({ mode, sent }: AddressPolicy): AddressScan {
  let known: { readonly all: string; readonly letters: string } | undefined;
  const texts = (): { readonly all: string; readonly letters: string } => {
    if (!known) {
      const all = sent().join('\n');
      known = { all, letters: lettersOf(all) };
    }
    return known;
  };
  return {
    isSafe(written, isPicture) {
      const address = unescapeAddress(written);
      if (texts().all.includes(address) || texts().all.includes(address.replace(/\/$/, ''))) return true;
      // Whoever writes the scheme in riddles means to hide it.
      if (address !== written && !/^https?:\/\//i.test(written)) return false;
      if (isPicture || mode === 'strict' || address.length >= longestAddress) return false;
      return !carriesData(address, texts().letters);
    },
  };
}

function carriesData(address: string, known: string): boolean {
  let url: URL;
  try {
    url = new URL(address.replace(/^www\./i, 'http://www.').replace(/^[\\/]{2}/, 'http://'));
  } catch {
    return true;
  }
  if (url.username !== '' || url.password !== '' || /^\[|^\d+(?:\.\d+){3}$/.test(url.hostname)) return true;
  const labels = url.hostname.split('.');
  if (url.hostname.length > longestHost || labels.length > 6 || labels.some((label) => label.length > longestLabel))
    return true;
  if (url.search.length + url.hash.length > longestQuery) return true;
  const pieces = [
    ...labels,
    ...url.pathname.split('/'),
    ...url.search.split(/[?&=;]/),
    ...url.hash.split(/[#&=/]/),
  ].map(decode);
  if (pieces.some((piece) => opaqueRun.test(piece))) return true;
  const said = [pieces.join(''), labels.slice(0, -2).reverse().join('') + pieces.slice(labels.length).join('')];
  return [...said, ...pieces.flatMap(decodings)].some((piece) => sharesText(lettersOf(piece), known));
}

function decode(piece: string): string {
  try {
    return decodeURIComponent(piece.replaceAll('+', ' '));
  } catch {
    return piece;
  }
}

/** What a piece would say were it Base64 or hexadecimal. */
function decodings(piece: string): string[] {
  const found: string[] = [];
  if (/^(?:[0-9a-f]{2}){6,}$/i.test(piece)) {
    found.push(fromBytes(piece.match(/../g)?.map((pair) => Number.parseInt(pair, 16)) ?? []));
  }
  if (/^[A-Za-z0-9+/_-]{10,}={0,2}$/.test(piece)) {
    try {
      const binary = atob(piece.replaceAll('-', '+').replaceAll('_', '/').replace(/=+$/, ''));
      found.push(fromBytes(Array.from(binary, (sign) => sign.charCodeAt(0))));
    } catch {
      // It only looked like Base64.
    }
  }
  return found;
}

function fromBytes(bytes: readonly number[]): string {
  return new TextDecoder().decode(Uint8Array.from(bytes));
}

function lettersOf(text: string): string {
  return text.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '');
}

/** Whether a long enough piece of `text` stands in `known`. */
function sharesText(text: string, known: string): boolean {
  for (let start = 0; start < text.length; start += 1) {
    const isHan = /\p{Script=Han}/u.test(text.charAt(start));
    const length = isHan ? hanShare : latinShare;
    if (start + length > text.length) continue;
    if (known.includes(text.slice(start, start + length))) return true;
  }
  return false;
}
