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
  /** Whether what stands before an address has it loaded, and not just followed. Absent for readers that load nothing. */
  readonly isLoaded?: (before: string) => boolean;
}

export interface AddressScan {
  /** Whether an address may stay behind that text. */
  isSafe(address: string, before: string): boolean;
}

/** A slash and a sign of a scheme, as Markdown and HTML let them be written. */
const slash = '(?:[/\\\\]|&(?:b?sol|#0*(?:47|92)|#x0*(?:2f|5c));)';
const entity = '&#x?[\\da-f]{1,8};';
/** Where a scheme or `www.` begins an address, however it is written; `//` after a bracket, a quote or a colon too. */
const addressStart = new RegExp(
  `(?:h|${entity})(?:[tps]|${entity}){3,4}\\\\?(?::|&(?:colon|#0*58|#x0*3a);)${slash}{0,4}(?:www\\.)?` +
    `|(?<![a-z\\d])www\\.|(?<=(?:[(<"']|\\]:?)\\s{0,9})${slash}{2}(?=[^\\s/\\\\])`,
  'gi',
);
/** No way of writing that start is longer. */
const longestStart = 128;
/** Where an address ends that stands bare: GitHub's rule would run on through Chinese, which our panes do not. */
const addressEnd = /[\s\u3000-\u30FF\u3400-\u9FFF\uFF00-\uFFEF]/;
/** Where it ends if its host has a Chinese name. */
const chineseHostEnd = /[\s\u3000-\u30FF\uFF00-\uFFEF]/;
/** A scheme of which nothing follows, or words: somebody speaks of addresses. */
const nowhere = /^(?:https?:?)?\/{0,2}(?:www\.?)?(?:(?<=\/)[\u3400-\u9FFF][^.]*)?$/i;
/** What stands before an address that a reader finds even behind a space. */
const linkStart = /(?:\]\(|\]:)\s*<?\s*$|<$|<[a-z][^>]*=\s*["']?\s*$/i;

function startsFrom(text: string, from: number): IterableIterator<RegExpExecArray> {
  addressStart.lastIndex = from;
  return text.matchAll(addressStart);
}

/** Where the address that begins at `start` ends if it stands bare, and if a link leads to it; the text's length where it may go on. */
function addressEnds(text: string, start: number, before: string): number[] {
  const ends = [bareEnd(text, start)];
  let depth = 0;
  if (/(?:\]\(|\]:)\s*<$/.test(before)) ends.push(endOf(text, start, (sign) => /[\s>]/.test(sign)));
  else if (/\]:\s*$/.test(before)) ends.push(endOf(text, start, (sign) => /\s/.test(sign)));
  else if (/\]\(\s*$/.test(before)) {
    ends.push(
      endOf(text, start, (sign) => {
        if (sign === '(') depth += 1;
        return /\s/.test(sign) || (sign === ')' && (depth -= 1) < 0);
      }),
    );
  }
  return ends;
}

function bareEnd(text: string, start: number): number {
  const end = endOf(text, start, (sign) => addressEnd.test(sign));
  return nowhere.test(text.slice(start, end)) ? endOf(text, end, (sign) => chineseHostEnd.test(sign)) : end;
}

function endOf(text: string, start: number, isEnd: (sign: string) => boolean): number {
  for (let at = start; at < text.length; at += 1) {
    const sign = text.charAt(at);
    if (isEnd(sign)) return at;
    if (sign === '\\') at += 1;
  }
  return text.length;
}

/** The text with every address that is not safe made plain; what begins before `from` was looked at already. */
export function defuseAddresses(text: string, scan: AddressScan, from = 0): string {
  if (!mayHoldAddress(from === 0 ? text : text.slice(from))) return text.slice(from);
  let result = '';
  let at = from;
  for (const { index: start, 0: begun } of startsFrom(text, from)) {
    const before = text.slice(Math.max(0, start - addressContext), start);
    // A space ends no address in angle brackets, nor in an element.
    const hasSpaces = /\]\(\s*<$|\]:\s*<$|<[a-z][^>]*=\s*["']$/i.test(before);
    const isSafe = addressEnds(text, start, before).every((end) => {
      const address = text.slice(start, end).replace(/[.,;:!?)\]}>*_~"'`|]+$/, '');
      return !(hasSpaces && /[^\S\n]/.test(text.charAt(end))) && scan.isSafe(address, before);
    });
    if (isSafe) continue;
    result += text.slice(at, start) + plainStart(begun);
    at = start + begun.length;
  }
  return result + text.slice(at);
}

/**
 * Where what may become an address begins at the end of a text that goes on; the text's length when nothing may. What begins before
 * `from` was looked at already.
 */
export function openAddressAt(text: string, from = 0): number {
  let at = text.length;
  while (at > from && text.length - at < longestStart && !endsAddress(text, at - 1)) at -= 1;
  const tail = /[:/\\&.#]|h[tps]{0,4}$|w{1,3}$/i.test(text.slice(at)) ? at : text.length;
  const first = Math.max(from, text.length - longestAddress - longestStart);
  if (!mayHoldAddress(text.slice(first))) return tail;
  // From the last: an address may reach into one that is held.
  return Array.from(startsFrom(text, first)).reduceRight((open, { index: start }) => {
    const before = text.slice(Math.max(0, start - addressContext), start);
    const end = Math.max(...addressEnds(text, start, before));
    return start < open && (end > open || end === text.length) ? start : open;
  }, tail);
}

/** Whether an address may begin somewhere in a text: a cheap look, which piece after piece of an answer gets. */
export function mayHoldAddress(text: string): boolean {
  return /http|www\.|&|[/\\]{2}/i.test(text);
}

/** Letters, digits and what else of ASCII goes on in an address: most signs need no further look. */
const goesOn = Array.from({ length: 128 }, (_none, code) => !addressEnd.test(String.fromCharCode(code)));

function endsAddress(text: string, at: number): boolean {
  const code = text.charCodeAt(at);
  return code < goesOn.length ? goesOn[code] !== true : addressEnd.test(text.charAt(at));
}

/** The start of an address as text: nothing makes a link of it. */
function plainStart(begun: string): string {
  const readable = unescapeAddress(begun);
  const scheme = /^www/i.test(readable) ? '' : /^http:/i.test(readable) ? 'hxxp://' : 'hxxps://';
  return scheme + (/www\.$/i.test(readable) ? 'www[.]' : '');
}

function unescapeAddress(address: string): string {
  return address
    .replace(/&#x([\da-f]{1,6});/gi, (_all, hex: string) => codePoint(Number.parseInt(hex, 16)))
    .replace(/&#(\d{1,7});/g, (_all, decimal: string) => codePoint(Number(decimal)))
    .replace(/&colon;/gi, ':')
    .replace(/&b?sol;/gi, '/')
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
/** So many signs of what was sent are no coincidence; of Chinese, which says more with each, and of digits fewer. */
const latinShare = 20;
const digitShare = 10;
const hanShare = 8;

export function createAddressScan({ mode, sent, isLoaded }: AddressPolicy): AddressScan {
  let known: { readonly all: string; readonly shares: (text: string) => boolean } | undefined;
  return {
    isSafe(written, before) {
      if (!known) {
        const all = sent().join('\n');
        known = { all, shares: createShareSearch(lettersOf(all)) };
      }
      const address = unescapeAddress(written);
      const isNowhere = nowhere.test(address);
      if (isNowhere && linkStart.test(before)) return false;
      if (known.all.includes(address) || known.all.includes(address.replace(/\/$/, ''))) return true;
      // Whoever writes the scheme in riddles means to hide it.
      if (address !== written && !/^https?:\/\//i.test(written)) return false;
      if (isLoaded?.(before) === true) return false;
      if (isNowhere) return true;
      if (mode === 'strict' || address.length >= longestAddress) return false;
      return !carriesData(withoutSent(address, known.all), known.shares);
    },
  };
}

/** Another page of a site that was sent: its host and the folders that were sent are no secret, and the rest is judged. */
function withoutSent(address: string, all: string): string {
  let end = 0;
  for (const { index } of address.matchAll(/(?<=^https?:\/\/[^?#\\]+)\//gi)) {
    if (!all.includes(address.slice(0, index + 1))) break;
    end = index + 1;
  }
  return end === 0 ? address : `https://-/${address.slice(end)}`;
}

function carriesData(address: string, shares: (text: string) => boolean): boolean {
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
  const path = pieces.slice(labels.length).join('');
  const host = decode(/^(?:https?:)?[\\/]*([^\\/?#]*)/i.exec(address)?.[1] ?? '');
  const said = [pieces.join(''), host + path, labels.slice(0, -2).reverse().join('') + path];
  const decoded = [...pieces, path].map(decodings);
  return [...said, ...decoded.flat(), decoded.slice(0, -1).flat().join('')].some((text) => shares(lettersOf(text)));
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

/**
 * Tells whether a long enough piece of a text stands in `known`, which may be a whole book: by blocks of it, one of which is in every such
 * piece, so that hardly a piece is looked for. What has many of the blocks is taken for such a text without looking further.
 */
function createShareSearch(known: string): (text: string) => boolean {
  const blocks = new Set<string>();
  for (const size of [latinShare / 2, hanShare / 2]) {
    for (let at = 0; at < known.length; at += size) {
      const block = known.slice(at, at + size);
      if (size > hanShare || /[\d\u3000-\uFFFF]/.test(block)) blocks.add(block);
    }
  }
  return (text) => {
    let looks = 0;
    for (let start = 0; start < text.length; start += 1) {
      const length =
        text.charAt(start) > '\u3000'
          ? hanShare
          : /^\d{10}/.test(text.slice(start, start + digitShare))
            ? digitShare
            : latinShare;
      const size = length === latinShare ? latinShare / 2 : hanShare / 2;
      const piece = text.slice(start, start + length);
      const isLikely = (): boolean => {
        for (let at = 0; at < size; at += 1) if (blocks.has(piece.slice(at, at + size))) return true;
        return false;
      };
      if (piece.length === length && isLikely() && ((looks += 1) > mostLooks || known.includes(piece))) return true;
    }
    return false;
  };
}
const mostLooks = 100;
