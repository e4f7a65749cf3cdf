import { ServerResponse, type IncomingMessage, type OutgoingHttpHeader, type OutgoingHttpHeaders } from 'node:http';

type Head = OutgoingHttpHeaders | OutgoingHttpHeader[];
type Piece = string | Uint8Array;
type Written = (error: Error | null | undefined) => void;
type Ended = () => void;

const hexDigits = Buffer.from('0123456789abcdef');
const carriageReturn = 0x0d;
const lineFeed = 0x0a;
const lastChunk = Buffer.from('0\r\n\r\n');
/** So few never fill a connection that holds none (16 KB do), so nobody waits to be told that it drained: that would be Node's to tell. */
const shortBytes = 4096;

/**
 * A response that brings the headers of every answer along and puts them in as its head is written. Set one by one before that, each
 * is checked and kept by itself, which costs a request more than to sign in its person.
 */
export class GatewayResponse<Request extends IncomingMessage = IncomingMessage> extends ServerResponse<Request> {
  /** Where it is not empty, told to the client as `x-request-id`. */
  requestId = '';
  /** By names in small letters. What is written with the head itself takes their place. */
  standing: Readonly<Record<string, string>> = {};
  #isEventStream = false;
  /** Whether the chunks of HTTP/1.1 are made here: Node writes each in four pieces, which it gathers until the turn is over. */
  #makesChunks = false;
  #isHeadWritten = false;

  /** Whether it was begun as a stream of events, which has a place for words wherever it ends. */
  get isEventStream(): boolean {
    return this.#isEventStream;
  }

  override writeHead(status: number, reason?: string | Head, given?: Head): this {
    const own = given ?? (typeof reason === 'object' ? reason : {});
    const head: OutgoingHttpHeader[] = this.requestId === '' ? [] : ['x-request-id', this.requestId];
    for (const name in this.standing) if (!(name in own)) head.push(name, this.standing[name] ?? '');
    if (Array.isArray(own)) head.push(...own);
    else {
      for (const name in own) {
        const value = own[name];
        if (value !== undefined) head.push(name, value);
        if (name === 'content-type') this.#isEventStream = String(value).startsWith('text/event-stream');
      }
    }
    if (typeof reason === 'string') super.writeHead(status, reason, head);
    else super.writeHead(status, head);
    if (this.#isEventStream && this.chunkedEncoding) {
      this.#makesChunks = true;
      this.chunkedEncoding = false;
    }
    return this;
  }

  override write(piece: Piece, encoding?: BufferEncoding | Written, written?: Written): boolean {
    if (typeof encoding === 'function') return this.write(piece, undefined, encoding);
    if (!this.#makesChunks) return super.write(piece, encoding ?? 'utf8', written);
    const chunk = chunkOf(piece, encoding);
    // A short one that nothing waits before needs none of what Node does to gather and to hold back.
    const isNext = this.#isHeadWritten && this.writableLength === 0 && chunk.length < shortBytes;
    if (isNext && this.socket?.writable) return this.socket.write(chunk, written);
    this.#isHeadWritten = true;
    return super.write(chunk, written);
  }

  override end(piece?: Piece | Ended, encoding?: BufferEncoding | Ended, ended?: Ended): this {
    if (typeof piece === 'function') return this.end(undefined, undefined, piece);
    if (typeof encoding === 'function') return this.end(piece, undefined, encoding);
    if (!this.#makesChunks || this.writableEnded) return super.end(piece, encoding ?? 'utf8', ended);
    return super.end(piece === undefined ? lastChunk : Buffer.concat([chunkOf(piece, encoding), lastChunk]), ended);
  }
}

/** As RFC 9112, section 7.1 has them; one without content would end the stream. */
function chunkOf(piece: Piece, encoding?: BufferEncoding): Uint8Array {
  const bytes = typeof piece === 'string' ? Buffer.from(piece, encoding) : piece;
  if (bytes.length === 0) return bytes;
  let digits = 1;
  for (let size = bytes.length >>> 4; size > 0; size >>>= 4) digits += 1;
  const chunk = Buffer.allocUnsafe(digits + bytes.length + 4);
  for (let at = digits - 1, size = bytes.length; at >= 0; at -= 1, size >>>= 4) chunk[at] = hexDigits[size & 15] ?? 0;
  chunk[digits] = carriageReturn;
  chunk[digits + 1] = lineFeed;
  chunk.set(bytes, digits + 2);
  chunk[chunk.length - 2] = carriageReturn;
  chunk[chunk.length - 1] = lineFeed;
  return chunk;
}
