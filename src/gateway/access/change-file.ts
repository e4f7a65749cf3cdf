import {
  closeSync,
  fchmodSync,
  fchownSync,
  fsyncSync,
  openSync,
  renameSync,
  rmSync,
  statSync,
  writeSync,
  type Stats,
} from 'node:fs';
import { basename } from 'node:path';
import { AssistantError } from '../../base/errors.ts';

/** A lock that is older than this was left by a process that ended: no change takes as long. */
const staleMs = 10_000;

/**
 * Runs one change of the file while no other process of this machine runs one: the command line and gateways that share a folder
 * lose nothing of each other's. Throws `capability-unavailable` with the reason `read-only` where the file may not be written,
 * `gateway-unreachable` while somebody else is at it, and with the reason `disk-full` where there is no room.
 */
export function whileLocked<Result>(path: string, change: () => Result): Result {
  const lock = `${path}.lock`;
  try {
    take(lock);
    try {
      return change();
    } finally {
      rmSync(lock, { force: true });
    }
  } catch (error) {
    throw toReadable(error, path);
  }
}

/**
 * Puts the new text in the place of the old in one step: whatever fails, the old is there. A new file is readable by its owner alone; one
 * that is replaced keeps owner and mode, so that the gateway can read what root has changed.
 */
export function replaceFile(path: string, text: string): void {
  const fresh = `${path}.${process.pid}.new`;
  try {
    const file = openSync(fresh, 'w', 0o600);
    try {
      writeSync(file, text);
      fsyncSync(file);
      const before = statSync(path, { throwIfNoEntry: false });
      if (before) takeOver(file, before);
    } finally {
      closeSync(file);
    }
    renameSync(fresh, path);
  } catch (error) {
    rmSync(fresh, { force: true });
    throw error;
  }
}

function takeOver(file: number, { uid, gid, mode }: Stats): void {
  fchmodSync(file, mode);
  try {
    fchownSync(file, uid, gid);
  } catch {
    // Only root may give a file away; anybody else is its owner, or becomes it.
  }
}

/** What changes with the file; `''` where there is none. One such look costs microseconds. */
export function versionOfFile(path: string): string {
  const found = statSync(path, { throwIfNoEntry: false });
  return found ? `${found.ino}:${found.mtimeMs}:${found.size}` : '';
}

function take(lock: string): void {
  const left = statSync(lock, { throwIfNoEntry: false });
  if (left && Date.now() - left.mtimeMs > staleMs) rmSync(lock, { force: true });
  closeSync(openSync(lock, 'wx', 0o600));
}

const readOnlyCodes = new Set(['EROFS', 'EACCES', 'EPERM', 'EBUSY', 'ENOENT']);

function toReadable(error: unknown, path: string): unknown {
  const code = typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : '';
  if (code === 'EEXIST') {
    const message = 'Somebody else is changing the same at this moment. Try again.';
    return new AssistantError('gateway-unreachable', message, { reason: 'busy', retryable: true, cause: error });
  }
  if (code === 'ENOSPC' || code === 'EDQUOT') {
    const message = `The disk of ${basename(path)} is full (${code}). Nothing was changed: make room, then try again.`;
    return new AssistantError('gateway-unreachable', message, { reason: 'disk-full', retryable: true, cause: error });
  }
  if (!readOnlyCodes.has(code)) return error;
  const message =
    `The gateway may not write ${basename(path)} (${code}). Let its process write the folder that this file is in, ` +
    'or change the file by hand or with "npx inkstone" and let it be read from there.';
  return new AssistantError('capability-unavailable', message, { reason: 'read-only', cause: error });
}
