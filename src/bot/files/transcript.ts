import type { Utterance } from '../prompts/find-commitments.ts';

/** What was said in a meeting, in order; what one person said in a row is one. */
export interface Transcript {
  readonly speakers: readonly string[];
  readonly utterances: readonly Utterance[];
}

const cueTime = /^(?:\d+:)?\d{1,2}:\d{2}[.,]\d{3}\s+-->\s+(?:\d+:)?\d{1,2}:\d{2}[.,]\d{3}/;
/** "Ann Miller   0:12", as Teams writes it into a document; the words follow on the next lines. */
const headLine = /^(\p{L}[\p{L}\p{M}'’.\- ()]{0,60}?)\s+((?:\d+:)?\d{1,2}:\d{2})$/u;
/** "[00:12] Ann: …" and "Ann: …". */
const spokenLine =
  /^(?:[[(]?(?:\d+:)?\d{1,2}:\d{2}[\])]?\s*[-–]?\s*)?(\p{Lu}[\p{L}\p{M}'’.-]*(?: \p{Lu}[\p{L}\p{M}'’.-]*){0,3}|\p{Script=Han}{2,4})\s*[:：]\s*(.+)$/u;

/** The transcript in a text: WebVTT, or one of the forms in which people paste them; `undefined` for any other text. */
export function readTranscript(text: string): Transcript | undefined {
  const source = text.replace(/^\uFEFF/, '').replace(/\r\n?/g, '\n');
  if (/^WEBVTT\b/.test(source)) return collect(readCues(source));
  const lines = source.split('\n').map((line) => line.trim());
  const heads = lines.filter((line) => headLine.test(line)).length;
  if (heads >= 2) return collect(readHeads(lines));
  const filled = lines.filter((line) => line !== '');
  const spoken = filled.filter((line) => spokenLine.test(line));
  const speakers = new Set(spoken.map((line) => spokenLine.exec(line)?.[1]));
  // A list of terms has colons too: there the same names do not come back.
  const isTalk = spoken.length >= 4 && spoken.length >= filled.length * 0.6 && speakers.size <= spoken.length / 2;
  return isTalk ? collect(readSpoken(filled)) : undefined;
}

function* readCues(source: string): Generator<Utterance> {
  for (const block of source.split(/\n{2,}/)) {
    const lines = block.split('\n');
    const at = lines.findIndex((line) => cueTime.test(line));
    if (at < 0) continue;
    const said = lines.slice(at + 1).join(' ');
    const voices = [...said.matchAll(/<v(?:\.[^\s>]*)?\s+([^>]+)>([\s\S]*?)(?=<v[\s.]|$)/g)];
    if (voices.length > 0)
      for (const [, speaker = '', words = ''] of voices) yield { speaker: plain(speaker), text: plain(words) };
    else {
      const named = spokenLine.exec(plain(said));
      yield named ? { speaker: named[1] ?? '', text: named[2] ?? '' } : { speaker: '', text: plain(said) };
    }
  }
}

function plain(text: string): string {
  return text
    .replace(/<[^>]*>/g, '')
    .replace(/&lt;/g, '<')
    .replace(/&gt;/g, '>')
    .replace(/&nbsp;/g, ' ')
    .replace(/&amp;/g, '&')
    .replace(/\s+/g, ' ')
    .trim();
}

function* readHeads(lines: readonly string[]): Generator<Utterance> {
  let speaker = '';
  for (const line of lines) {
    const head = headLine.exec(line);
    if (head) speaker = head[1] ?? '';
    else if (line !== '') yield { speaker, text: line };
  }
}

function* readSpoken(lines: readonly string[]): Generator<Utterance> {
  let speaker = '';
  for (const line of lines) {
    const spoken = spokenLine.exec(line);
    if (spoken) speaker = spoken[1] ?? '';
    yield { speaker, text: spoken?.[2] ?? line };
  }
}

function collect(pieces: Iterable<Utterance>): Transcript | undefined {
  const utterances: Utterance[] = [];
  for (const piece of pieces) {
    if (piece.text === '') continue;
    const last = utterances.at(-1);
    if (last && last.speaker === piece.speaker)
      utterances[utterances.length - 1] = { ...last, text: `${last.text} ${piece.text}` };
    else utterances.push(piece);
  }
  const speakers = [...new Set(utterances.map(({ speaker }) => speaker).filter((name) => name !== ''))];
  return utterances.length === 0 ? undefined : { speakers, utterances };
}

/** The transcript as a model reads it: each line a speaker and what they said. */
export function renderTranscript({ utterances }: Transcript): string {
  return utterances.map(({ speaker, text }) => (speaker === '' ? text : `${speaker}: ${text}`)).join('\n');
}
