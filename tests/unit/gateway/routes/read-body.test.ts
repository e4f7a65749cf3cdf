import { IncomingMessage } from 'node:http';
import { Socket } from 'node:net';
import { readBody } from '../../../../src/gateway/routes/read-body.ts';

describe('the body of a request', () => {
  it('is given up when its client has left before it is read', async () => {
    const request = new IncomingMessage(new Socket());
    request.on('error', () => undefined);
    request.destroy();
    await new Promise((resolve) => setImmediate(resolve));
    await expect(readBody(request, 1000)).rejects.toMatchObject({ code: 'aborted' });
  });

  it('is given up when its client leaves while it is read', async () => {
    const request = new IncomingMessage(new Socket());
    const body = readBody(request, 1000);
    request.push('{"model":');
    setImmediate(() => request.destroy());
    await expect(body).rejects.toMatchObject({ code: 'aborted' });
  });

  it('is whole, however it is cut', async () => {
    const request = new IncomingMessage(new Socket());
    const body = readBody(request, 1000);
    request.push('one ');
    request.push('two');
    request.push(null);
    expect((await body).toString()).toBe('one two');
  });
});
