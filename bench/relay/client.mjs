/** A client of the bench on raw sockets, so that what it costs itself is small and the same for all. */
import { connect } from 'node:net';

/** What signs the client in at the gateway that asks who it is. */
export const token = 'ink_bench';

const body = (model, stream) =>
  JSON.stringify({
    model,
    stream,
    messages: [
      { role: 'system', content: 'You are a writing assistant.' },
      { role: 'user', content: 'Rewrite: the report that Mr John Smith sent on Monday was late.' },
    ],
  });

export const nowUs = () => Number(process.hrtime.bigint() / 1000n);

/** Asks once, on a fresh connection unless one is given. `onData` gets the text as it comes; resolves when the answer has ended, rejects when it will not. */
export function ask(target, { model, stream = true, socket = open(target), onData = () => undefined }) {
  const json = body(model, stream);
  const head =
    `POST ${target.path} HTTP/1.1\r\nhost: localhost:${target.port}\r\ncontent-type: application/json\r\n` +
    `${target.headers ?? ''}content-length: ${Buffer.byteLength(json)}\r\n\r\n`;
  const isEnd = stream ? (text) => text.includes('[DONE]') : (text) => text.includes('"total_tokens"');
  return new Promise((resolve, reject) => {
    let seen = '';
    const started = nowUs();
    let firstUs;
    const end = (settle) => {
      socket.off('data', onPiece).off('error', onError).off('close', onClose);
      settle();
    };
    const onError = (error) => end(() => reject(error));
    const onClose = () => end(() => reject(new Error('the connection was closed')));
    const onPiece = (piece) => {
      const text = piece.toString('latin1');
      seen = (seen + text).slice(-4096);
      if (/ 4\d\d | 5\d\d /.test(seen.slice(0, 14)) && firstUs === undefined) {
        end(() => reject(new Error(seen.slice(0, 300))));
        return;
      }
      if (firstUs === undefined && (stream ? seen.includes('data: ') : true)) firstUs = nowUs() - started;
      onData(text);
      if (isEnd(seen)) end(() => resolve({ firstUs, socket }));
    };
    socket.on('data', onPiece).on('error', onError).on('close', onClose);
    if (socket.destroyed) onClose();
    else socket.write(head + json);
  });
}

export function open({ port }) {
  const socket = connect({ port, host: '127.0.0.1', noDelay: true });
  socket.setMaxListeners(0);
  return socket;
}
