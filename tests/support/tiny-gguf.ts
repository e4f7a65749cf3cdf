import { writeFileSync } from 'node:fs';

/**
 * A language model small enough to make by hand: a GGUF file (version 3, architecture `llama`) that llama.cpp loads like
 * any other. Its one layer does nothing, each token's embedding is a vector of its own, and the output matrix says which
 * token follows which; so its answer can be told from the last character of the prompt.
 */
export interface TinyModel {
  /** The answer to a prompt that ends with this character, word by word. */
  readonly answers: Readonly<Record<string, readonly string[]>>;
  /** Characters whose answer never ends: its last word is followed by its first. */
  readonly endless?: string;
  /** The longest context that the file says it was trained for. */
  readonly contextLength?: number;
}

const [unknown, begin, end, firstByte] = [0, 1, 2, 3];
const byteCount = 256;
/** GGUF's numbers for the types of values. */
const types = { uint32: 4, int32: 5, float32: 6, string: 8, array: 9 } as const;
const alignment = 32;

type Value =
  | { readonly type: 'uint32' | 'float32'; readonly value: number }
  | { readonly type: 'string'; readonly value: string }
  | {
      readonly type: 'array';
      readonly of: 'int32' | 'float32' | 'string';
      readonly value: readonly (number | string)[];
    };

/** Messages one behind the other, those of others after their role: a prompt ends with the last character that was said. */
const chatTemplate =
  "{% for message in messages %}{% if message.role != 'assistant' %}[{{ message.role }}]{% endif %}{{ message.content }}{% endfor %}";

export function writeTinyGguf(path: string, model: TinyModel): void {
  const tokens = ['<unk>', '<s>', '</s>'];
  for (let byte = 0; byte < byteCount; byte += 1)
    tokens.push(`<0x${byte.toString(16).toUpperCase().padStart(2, '0')}>`);
  // A space; without a token of its own it would be three bytes.
  tokens.push('▁');
  const follows = new Map<number, number>();
  for (const [character, words] of Object.entries(model.answers)) {
    // A word may stand in two answers: each has its own token.
    const ids = words.map((word) => tokens.push(`▁${word}`) - 1);
    let last = firstByte + character.charCodeAt(0);
    for (const id of ids) {
      follows.set(last, id);
      last = id;
    }
    follows.set(last, model.endless?.includes(character) === true ? (ids[0] ?? end) : end);
  }

  const width = Math.ceil(tokens.length / alignment) * alignment;
  const matrix = (columns: number, rows: number, fill: (at: Float32Array) => void = () => undefined): Tensor => {
    const data = new Float32Array(columns * rows);
    fill(data);
    return { shape: rows === 1 ? [columns] : [columns, rows], data };
  };
  const ones = matrix(width, 1, (at) => at.fill(1));
  const nothing = (columns: number, rows: number): Tensor => matrix(columns, rows);
  const tensors: Record<string, Tensor> = {
    'token_embd.weight': matrix(width, tokens.length, (at) => tokens.forEach((_, id) => (at[id * width + id] = 1))),
    'blk.0.attn_norm.weight': ones,
    'blk.0.attn_q.weight': nothing(width, width),
    'blk.0.attn_k.weight': nothing(width, width),
    'blk.0.attn_v.weight': nothing(width, width),
    'blk.0.attn_output.weight': nothing(width, width),
    'blk.0.ffn_norm.weight': ones,
    'blk.0.ffn_gate.weight': nothing(width, alignment),
    'blk.0.ffn_up.weight': nothing(width, alignment),
    'blk.0.ffn_down.weight': nothing(alignment, width),
    'output_norm.weight': ones,
    'output.weight': matrix(width, tokens.length, (at) => {
      for (const [token, next] of follows) at[next * width + token] = 10;
    }),
  };
  const heads = width / alignment;
  const metadata: Record<string, Value> = {
    'general.architecture': { type: 'string', value: 'llama' },
    'general.name': { type: 'string', value: 'Tiny' },
    'llama.context_length': { type: 'uint32', value: model.contextLength ?? 512 },
    'llama.embedding_length': { type: 'uint32', value: width },
    'llama.block_count': { type: 'uint32', value: 1 },
    'llama.feed_forward_length': { type: 'uint32', value: alignment },
    'llama.attention.head_count': { type: 'uint32', value: heads },
    'llama.attention.head_count_kv': { type: 'uint32', value: heads },
    'llama.attention.layer_norm_rms_epsilon': { type: 'float32', value: 1e-5 },
    'llama.rope.dimension_count': { type: 'uint32', value: alignment },
    'tokenizer.ggml.model': { type: 'string', value: 'llama' },
    'tokenizer.ggml.tokens': { type: 'array', of: 'string', value: tokens },
    'tokenizer.ggml.scores': { type: 'array', of: 'float32', value: tokens.map(() => 0) },
    'tokenizer.ggml.token_type': { type: 'array', of: 'int32', value: tokens.map((_, id) => tokenType(id)) },
    'tokenizer.ggml.unknown_token_id': { type: 'uint32', value: unknown },
    'tokenizer.ggml.bos_token_id': { type: 'uint32', value: begin },
    'tokenizer.ggml.eos_token_id': { type: 'uint32', value: end },
    'tokenizer.chat_template': { type: 'string', value: chatTemplate },
  };
  writeFileSync(path, render(metadata, tensors));
}

interface Tensor {
  /** Innermost first. */
  readonly shape: readonly number[];
  readonly data: Float32Array;
}

/** SentencePiece's: unknown, control, byte or normal. */
function tokenType(id: number): number {
  if (id === unknown) return 2;
  if (id === begin || id === end) return 3;
  return id < firstByte + byteCount ? 6 : 1;
}

function render(metadata: Readonly<Record<string, Value>>, tensors: Readonly<Record<string, Tensor>>): Buffer {
  const head = [Buffer.from('GGUF'), uint32(3), uint64(Object.keys(tensors).length)];
  head.push(uint64(Object.keys(metadata).length));
  for (const [key, entry] of Object.entries(metadata))
    head.push(text(key), uint32(types[entry.type]), renderValue(entry));
  const body: Buffer[] = [];
  let offset = 0;
  for (const [name, { shape, data }] of Object.entries(tensors)) {
    // 0 is the type of 32-bit floats.
    head.push(text(name), uint32(shape.length), ...shape.map(uint64), uint32(0), uint64(offset));
    const bytes = padded(Buffer.from(data.buffer));
    body.push(bytes);
    offset += bytes.length;
  }
  return Buffer.concat([padded(Buffer.concat(head)), ...body]);
}

function renderValue(entry: Value): Buffer {
  if (entry.type === 'string') return text(entry.value);
  if (entry.type !== 'array') return entry.type === 'uint32' ? uint32(entry.value) : float32(entry.value);
  const items = entry.value.map((item) => {
    if (typeof item === 'string') return text(item);
    return entry.of === 'float32' ? float32(item) : uint32(item);
  });
  return Buffer.concat([uint32(types[entry.of]), uint64(items.length), ...items]);
}

function uint32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(value);
  return bytes;
}

function uint64(value: number): Buffer {
  const bytes = Buffer.alloc(8);
  bytes.writeBigUInt64LE(BigInt(value));
  return bytes;
}

function float32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeFloatLE(value);
  return bytes;
}

function text(value: string): Buffer {
  const bytes = Buffer.from(value);
  return Buffer.concat([uint64(bytes.length), bytes]);
}

function padded(bytes: Buffer): Buffer {
  return Buffer.concat([bytes, Buffer.alloc((alignment - (bytes.length % alignment)) % alignment)]);
}
