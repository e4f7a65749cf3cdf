/** One relay in a process of its own: `node relay-process.mjs <tcp|http|inkstone> <upstream port>`. */
import { Agent, createServer, request as requestHttp } from 'node:http';
import { connect, createServer as createTcpServer } from 'node:net';

const [, , kind, upstream] = process.argv;
const say = (port) => console.log(`listening ${port}`);

if (kind === 'tcp') {
  const server = createTcpServer({ noDelay: true }, (client) => {
    const other = connect({ port: Number(upstream), host: '127.0.0.1', noDelay: true });
    client.pipe(other).pipe(client);
    client.on('error', () => other.destroy());
    other.on('error', () => client.destroy());
    client.on('close', () => other.destroy());
  });
  server.listen(0, '127.0.0.1', () => say(server.address().port));
} else if (kind === 'http') {
  const agent = new Agent({ keepAlive: true, maxSockets: Infinity });
  const server = createServer((request, response) => {
    const { method, url, headers } = request;
    const forward = requestHttp({ port: upstream, host: '127.0.0.1', method, path: url, headers, agent }, (answer) => {
      response.writeHead(answer.statusCode, answer.headers);
      answer.pipe(response);
    });
    forward.on('error', () => response.destroy());
    response.on('close', () => forward.destroy());
    request.pipe(forward);
  });
  server.keepAliveTimeout = 120_000;
  server.listen(0, '127.0.0.1', () => say(server.address().port));
} else {
  const { startBare } = await import('./inkstone.mjs');
  say(await startBare(`http://127.0.0.1:${upstream}/v1`, process.env.BENCH_MODELS.split(',')));
}
