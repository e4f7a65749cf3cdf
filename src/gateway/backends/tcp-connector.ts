import type { Socket } from 'node:net';
import { buildConnector } from 'undici';

/** Where what comes is read to; it is copied at once, before anything else is read. */
const received = Buffer.alloc(64 * 1024);

/**
 * Connects as undici does. On a plain connection a token is copied to a buffer of its own size: by itself Node has 64 KB for each read,
 * which are given back and made an array of their own, and that takes longer than the copy.
 */
export function createTcpConnector(options: buildConnector.BuildOptions): buildConnector.connector {
  const connectTls = buildConnector(options);
  return (target, callback) => {
    if (target.protocol === 'https:') {
      connectTls(target, callback);
      return;
    }
    let socket: Socket | null = null;
    const onread = {
      buffer: received,
      // `false` stops the reading until what was pushed has been taken.
      callback: (length: number): boolean => socket?.push(Buffer.from(received.subarray(0, length))) ?? true,
    };
    buildConnector({ ...options, onread })(target, (...connected) => {
      [, socket] = connected;
      callback(...connected);
    });
  };
}
