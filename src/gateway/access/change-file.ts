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
import { ToldFailure } from '../../base/told-failure.ts';

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
    const words = {
      en: 'Somebody else is changing the same at this moment. Try again.',
      zh: '此刻有人正在修改同一内容，请重试。',
    };
    return new ToldFailure('gateway-unreachable', words, { reason: 'busy', retryable: true, cause: error });
  }
  if (code === 'ENOSPC' || code === 'EDQUOT') {
    const words = {
      en: `The disk of ${basename(path)} is full (${code}). Nothing was changed: make room, then try again.`,
      zh: `${basename(path)} 所在的磁盘已满（${code}）。没有任何修改；请腾出空间后重试。`,
    };
    return new ToldFailure('gateway-unreachable', words, { reason: 'disk-full', retryable: true, cause: error });
  }
  if (!readOnlyCodes.has(code)) return error;
  const words = {
    en:
      `The gateway may not write ${basename(path)} (${code}). Let its process write the folder that this file is in, ` +
      'or change the file by hand or with "npx inkstone" and let it be read from there.',
    zh:
      `网关无权写入 ${basename(path)}（${code}）。请让网关进程能够写入文件所在的文件夹，` +
      '或者手工修改文件（也可用“npx inkstone”命令），网关会自动读取。',
  };
  return new ToldFailure('capability-unavailable', words, { reason: 'read-only', cause: error });
}
