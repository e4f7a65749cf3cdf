import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';

export interface CertificateFiles {
  readonly certFile: string;
  readonly keyFile: string;
}

/**
 * The certificate for localhost that Microsoft's `office-addin-dev-certs` keeps in the home folder, made by it when the package
 * is installed here. Throws with what to do when there is none.
 */
export function findDevelopmentCertificate(
  environment: Readonly<Record<string, string | undefined>>,
  home = homedir(),
): CertificateFiles {
  const folder = join(home, '.office-addin-dev-certs');
  const files = { certFile: join(folder, 'localhost.crt'), keyFile: join(folder, 'localhost.key') };
  const exist = (): boolean => existsSync(files.certFile) && existsSync(files.keyFile);
  if (exist()) return files;
  // The installed package only: nothing is fetched behind anybody's back.
  spawnSync('npx', ['--no-install', 'office-addin-dev-certs', 'install'], {
    stdio: ['ignore', 'ignore', 'ignore'],
    shell: process.platform === 'win32',
    env: { ...environment },
  });
  if (exist()) return files;
  throw new Error(
    'There is no development certificate for localhost. Run "npx office-addin-dev-certs install" once, which asks before it ' +
      'trusts a new authority on this machine, or name your own files in INKSTONE_TLS_CERT and INKSTONE_TLS_KEY.',
  );
}
