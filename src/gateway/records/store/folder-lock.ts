import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { StoreUnavailable } from './database.ts';

export interface FolderLock {
  release(): void;
}

/** Whether a process with this number runs on this machine. */
export function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // It runs, and belongs to somebody else.
    return typeof error === 'object' && error !== null && 'code' in error && error.code === 'EPERM';
  }
}

/** Folders that this process has; a file that names this process and is not among them is from a life before. */
const mine = new Set<string>();

/** Keeps a second process, or a second opening in this one, out of a folder. A lock that a dead process left is taken over. */
export function lockFolder(folder: string): FolderLock {
  const file = join(folder, 'in-use');
  for (let attempt = 0; ; attempt += 1) {
    try {
      writeFileSync(file, String(process.pid), { flag: 'wx', mode: 0o600 });
      break;
    } catch (error) {
      const isTaken = typeof error === 'object' && error !== null && 'code' in error && error.code === 'EEXIST';
      if (!isTaken) {
        const told = {
          en: `The folder ${folder} cannot be written. Let the gateway's user write it.`,
          zh: `无法写入文件夹 ${folder}。请让运行网关的用户可以写入。`,
        };
        throw new StoreUnavailable(told, { cause: error });
      }
      const owner = Number(readFileSync(file, 'utf8'));
      const isAlive = owner === process.pid ? mine.has(folder) : owner > 0 && isRunning(owner);
      if (isAlive || attempt > 3) {
        throw new StoreUnavailable({
          en: `The embedded store in ${folder} is in use by the process ${owner}.`,
          zh: `${folder} 中的内置存储正由进程 ${owner} 使用。`,
        });
      }
      rmSync(file, { force: true });
    }
  }
  mine.add(folder);
  let released = false;
  return {
    release() {
      if (released) return;
      released = true;
      mine.delete(folder);
      rmSync(file, { force: true });
    },
  };
}
