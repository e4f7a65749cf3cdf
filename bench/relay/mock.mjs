/**
 * A model server for the relay bench, in a process of its own. The model's name says what it does: `n200-r50` streams 200
 * tokens at 50 a second; `-cut` at its end breaks the connection after half of them, `-503` refuses. It writes each token by itself, none
 * together with the next or the end, as a model does, and remembers when a client left before the end.
 */
import { createServer } from 'node:http';

/** When a client left before the end, by model. */
const aborted = new Map();

const server = createServer((request, response) => {
  if (request.url.startsWith('/aborted?')) {
    const model = request.url.slice('/aborted?'.length);
    response.end(JSON.stringify(aborted.get(model) ?? []));
    aborted.delete(model);
    return;
  }
  let body = '';
  request.on('data', (part) => (body += part));
  request.on('end', () => answer(JSON.parse(body), response));
});

function answer({ model, stream }, response) {
  const [, count = 2, rate = 0] = /n(\d+)-r(\d+)/.exec(model) ?? [];
  if (model.endsWith('-503')) {
    response.writeHead(503, { 'content-type': 'application/json' }).end('{"error":{"message":"busy"}}');
    return;
  }
  const cutAt = model.endsWith('-cut') ? Number(count) / 2 : Infinity;
  if (!stream) {
    const choices = [{ index: 0, message: { role: 'assistant', content: 'Well.' }, finish_reason: 'stop' }];
    const usage = { prompt_tokens: 5, completion_tokens: 2, total_tokens: 7 };
    response.writeHead(200, { 'content-type': 'application/json' });
    response.end(JSON.stringify({ id: 'x', object: 'chat.completion', created: 1, model, choices, usage }));
    return;
  }
  response.writeHead(200, { 'content-type': 'text/event-stream' });
  response.socket.setNoDelay(true);
  let sent = 0;
  const send = () => {
    const choices = [{ index: 0, delta: { content: ` word${sent}` }, finish_reason: null }];
    response.write(
      `data: ${JSON.stringify({ id: 'x', object: 'chat.completion.chunk', created: 1, model, choices })}\n\n`,
    );
    sent += 1;
    if (sent >= cutAt) {
      clearInterval(timer);
      response.socket?.destroy();
      return;
    }
    if (sent < Number(count)) return;
    clearInterval(timer);
    const common = { id: 'x', object: 'chat.completion.chunk', created: 1, model };
    const end = [{ index: 0, delta: {}, finish_reason: 'stop' }];
    const usage = { prompt_tokens: 5, completion_tokens: Number(count), total_tokens: 5 + Number(count) };
    response.end(
      `data: ${JSON.stringify({ ...common, choices: end })}\n\ndata: ${JSON.stringify({ ...common, choices: [], usage })}\n\ndata: [DONE]\n\n`,
    );
  };
  const timer = Number(rate) === 0 ? undefined : setInterval(send, 1000 / Number(rate));
  response.on('close', () => {
    clearInterval(timer);
    // The monotonic clock is the same for all processes of a machine.
    if (response.writableFinished) return;
    aborted.set(model, [...(aborted.get(model) ?? []), Number(process.hrtime.bigint() / 1000n)]);
  });
  const sendOn = () => {
    send();
    if (timer === undefined && sent < Number(count)) setImmediate(sendOn);
  };
  sendOn();
}

server.keepAliveTimeout = 120_000;
server.listen(0, '127.0.0.1', () => console.log(`listening ${server.address().port}`));
